package io.aval.internal.request;

/**
 * The web application that a call belongs to.
 *
 * @param loader its class loader
 * @param doorkeeper its doorkeeper
 */
public record Home(ClassLoader loader, Doorkeeper doorkeeper) {}
