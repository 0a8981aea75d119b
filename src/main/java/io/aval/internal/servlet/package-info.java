/** The servlet door: everything of an application that is neither JAX-RS nor WebSocket. */
@NullMarked
package io.aval.internal.servlet;

import org.jspecify.annotations.NullMarked;
