package io.aval.spi;

import io.aval.UserIdentity;

/**
 * Knows which tokens count no longer although they have not expired.
 *
 * <p>Supplied as a CDI bean of any scope; without one nothing is ever revoked. Asked on every call
 * that carries a good token, also where its verification is remembered, so it must answer from
 * memory. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface RevocationStore {

  /**
   * Says whether an identity was revoked.
   *
   * <p>Tell a token by its claims and never by its text or a hash of that: one token can be written
   * in more than one way. Usual are the issuer together with {@code jti}, with {@code sid}, or with
   * the subject and a moment that is compared to {@code iat}.
   *
   * @param identity a verified identity, an immutable value
   * @return whether to refuse it with {@link io.aval.Reason#REVOKED}; an exception makes the call
   *     fail, and lets nobody in
   */
  boolean isRevoked(UserIdentity identity);
}
