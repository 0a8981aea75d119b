/**
 * What an application types: the caller's {@link io.aval.UserIdentity identity}, the {@link
 * io.aval.IdentityProvider} that verifies it, the {@link io.aval.Reason reasons} for which a call
 * is turned away, and the annotations that protect an endpoint.
 *
 * <p>Depends on nothing but the JDK, and everything may depend on it.
 */
@NullMarked
package io.aval;

import org.jspecify.annotations.NullMarked;
