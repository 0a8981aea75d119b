package io.aval.internal.websocket;

import io.aval.internal.request.Doorkeeper;

/**
 * The web application whose connections these are.
 *
 * @param loader its class loader
 * @param doorkeeper its doorkeeper
 */
public record Home(ClassLoader loader, Doorkeeper doorkeeper) {}
