package io.aval;

import java.util.Optional;

/**
 * Tells who is calling, and verifies tokens by hand under the same rules.
 *
 * <p>A CDI bean, injectable anywhere: {@code @Inject IdentityProvider identities}. Safe for use by
 * many threads; the answers to {@link #getUserIdentity()} and {@link #requireUserIdentity()} belong
 * to the call that the current thread serves.
 */
public interface IdentityProvider {

  /**
   * Returns the verified identity behind the current call.
   *
   * @return the identity as an immutable value that may be kept and handed to other threads, or
   *     empty when the call carried no token
   * @throws IdentityException when the call carried a token that was refused and {@code
   *     aval.invalid-token=defer} let the call in; otherwise such a call never reaches the
   *     application
   */
  Optional<UserIdentity> getUserIdentity();

  /**
   * Returns the verified identity behind the current call, or refuses the call.
   *
   * @return the identity as an immutable value
   * @throws IdentityException with {@link Reason#NO_TOKEN} when the call carried no token, which
   *     becomes a 401 with a bare challenge; otherwise as {@link #getUserIdentity()}
   */
  UserIdentity requireUserIdentity();

  /**
   * Verifies a token by hand, under exactly the rules for a token that came with a request.
   *
   * <p>May fetch the issuer's keys when they are not in memory yet, and then waits for them at most
   * as long as one fetch may take.
   *
   * @param token a compact JWS (RFC 7515, section 7.1), without the word {@code Bearer}
   * @return the identity as an immutable value
   * @throws IdentityException when the token is refused
   */
  UserIdentity verify(String token);
}
