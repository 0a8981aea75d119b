package io.aval.internal.issuer;

import java.io.IOException;

/** Lets calls pass to an endpoint, or not. Safe for many threads. */
@FunctionalInterface
interface Gate {

  /**
   * Examines one call before anything of its body is read, and may add headers to its answer.
   *
   * @return false: it is answered already
   * @throws IOException when the caller is gone
   * @throws ApiFault when the call must not pass
   * @throws io.aval.issuer.IssuerException when the caller must not have what they ask for
   */
  boolean admits(Exchange exchange) throws IOException;
}
