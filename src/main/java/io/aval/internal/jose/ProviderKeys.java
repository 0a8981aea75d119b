package io.aval.internal.jose;

import org.jspecify.annotations.Nullable;

/** The keys of one provider; safe for use by many threads. */
interface ProviderKeys extends AutoCloseable {

  /**
   * Finds the one key that fits a token.
   *
   * <p>Answers from memory whenever a usable key is there; waits for a fetch only when no set was
   * ever obtained or the {@code kid} is unknown and the limiter allows a fetch.
   *
   * @param kid the token's {@code kid}; without one, exactly one key may fit
   * @param algorithm the token's algorithm, already found on the provider's allow-list
   * @return the key; its type and its own {@code alg} fit the algorithm
   * @throws io.aval.IdentityException with {@code UNKNOWN_KEY}, {@code ALGORITHM_NOT_ALLOWED} or
   *     {@code KEYS_UNAVAILABLE}
   */
  VerificationKey find(@Nullable String kid, Algorithm algorithm);

  /**
   * Returns a number that changes whenever the set of keys changes, so that what was verified under
   * another number is void. Asked on every hit of the verified-token cache: cheap, and itself
   * starts a background refresh when one is due.
   */
  long version();

  /** Ends background work; the keys are not used afterwards. */
  @Override
  void close();
}
