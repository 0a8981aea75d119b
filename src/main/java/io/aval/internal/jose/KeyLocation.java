package io.aval.internal.jose;

import java.io.IOException;
import java.net.URI;

/** Knows where a provider's key set is. Safe for use by many threads. */
@FunctionalInterface
interface KeyLocation {

  /**
   * Finds the place of the key set, if need be by asking the issuer.
   *
   * @throws IOException when the issuer does not say, or must not be believed
   */
  URI locate() throws IOException;

  /** Notes that the keys could not be had there, so that the next call asks again. */
  default void forget() {}
}
