package io.aval.internal.jose;

/**
 * What one check of a {@link ProviderProbe} found.
 *
 * @param issuer the issuer it is about; a provider with tenants has several
 * @param check what was looked at
 * @param outcome how it came out
 * @param detail what was found, or what is wrong, in a sentence or less; fit for one line
 */
public record ProbeFinding(String issuer, Check check, Outcome outcome, String detail) {
  /** What is looked at. */
  public enum Check {
    /** Whether there is a discovery document where it should be. */
    DISCOVERY,
    /** Whether the document is the issuer's own. */
    ISSUER,
    /** Whether there are keys that may be used. */
    KEYS,
    /** Whether a key fits an algorithm that the provider allows. */
    ALGORITHMS,
    /** How far this machine's clock is from the server's. */
    CLOCK,
    /** Until when the server's certificates are good. */
    CERTIFICATE
  }

  /** How a check came out. */
  public enum Outcome {
    /** It is as it should be. */
    PASSED,
    /** It works and should be looked after. */
    WARNED,
    /** It is wrong: tokens will be refused. */
    FAILED,
    /** There was nothing to look at; the detail says why. */
    SKIPPED
  }
}
