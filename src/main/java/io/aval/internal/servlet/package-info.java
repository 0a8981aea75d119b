/**
 * The servlet door: everything of an application that is neither JAX-RS nor WebSocket.
 *
 * <p>Floor 4.
 */
@NullMarked
package io.aval.internal.servlet;

import org.jspecify.annotations.NullMarked;
