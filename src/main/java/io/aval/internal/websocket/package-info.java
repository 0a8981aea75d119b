/**
 * The WebSocket door: who speaks on a connection that outlives the request that opened it, and any
 * one token.
 *
 * <p>Loaded only on a server that has Jakarta WebSocket.
 */
@NullMarked
package io.aval.internal.websocket;

import org.jspecify.annotations.NullMarked;
