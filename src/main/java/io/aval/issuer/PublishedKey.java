package io.aval.issuer;

import java.time.Instant;
import java.util.Optional;

/**
 * What anybody may know of a signing key. Immutable.
 *
 * @param kid its id: the RFC 7638 thumbprint, base64url of SHA-256
 * @param state whether it signs
 * @param publishedAt since when verifiers can fetch it
 * @param activeFrom when it began or will begin to sign; empty: not decided yet
 * @param until when verifiers need it no longer; empty while it signs or will sign
 */
public record PublishedKey(
    String kid,
    State state,
    Instant publishedAt,
    Optional<Instant> activeFrom,
    Optional<Instant> until) {

  /** Where a key is in its life. */
  public enum State {
    /** Published, to be known before it signs. */
    NEXT,
    /** The one that signs. */
    CURRENT,
    /** Signs no more; tokens that it signed are still valid. */
    PREVIOUS
  }
}
