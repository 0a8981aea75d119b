/**
 * Calling somebody else: {@link io.aval.client.TokenSource tokens} that are kept fresh, and what
 * puts them on calls over JAX-RS, {@code java.net.http} and WebSocket.
 *
 * <p>Uses the core below it, and knows nothing of the request being served; the bean that does,
 * {@link io.aval.client.CallerTokenSource}, is the roof's.
 */
@NullMarked
package io.aval.client;

import org.jspecify.annotations.NullMarked;
