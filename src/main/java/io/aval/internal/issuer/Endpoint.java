package io.aval.internal.issuer;

/** What answers calls that have passed the gate. Safe for many threads. */
@FunctionalInterface
interface Endpoint {

  /**
   * Answers one call.
   *
   * @return the answer's JSON
   * @throws ApiFault when the call is out of shape
   * @throws io.aval.issuer.IssuerException when the issuer turns it down
   */
  Object answer(ApiCall call);
}
