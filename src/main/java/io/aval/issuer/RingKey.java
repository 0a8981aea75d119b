package io.aval.issuer;

import io.aval.internal.jose.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One key of a ring. Immutable.
 *
 * @param kid its id
 * @param publicJwk what is published of it
 * @param key the key itself; empty when it has signed its last token
 * @param publishedAt when verifiers could first fetch it
 * @param activeFrom when it begins to sign; empty: not decided yet
 * @param longestLifetime of any token that it signed
 */
record RingKey(
    String kid,
    Map<String, Object> publicJwk,
    Optional<SigningKey> key,
    Instant publishedAt,
    Optional<Instant> activeFrom,
    Duration longestLifetime) {

  static RingKey fresh(SigningKey key, Instant publishedAt, Optional<Instant> activeFrom) {
    return new RingKey(
        String.valueOf(key.kid()),
        key.publicJwk(),
        Optional.of(key),
        publishedAt,
        activeFrom,
        Duration.ZERO);
  }

  RingKey active(Instant from) {
    return new RingKey(kid, publicJwk, key, publishedAt, Optional.of(from), longestLifetime);
  }

  RingKey signing(Duration lifetime) {
    return new RingKey(kid, publicJwk, key, publishedAt, activeFrom, lifetime);
  }

  RingKey withoutPrivatePart() {
    return new RingKey(kid, publicJwk, Optional.empty(), publishedAt, activeFrom, longestLifetime);
  }

  boolean isActive(Instant now) {
    return activeFrom.filter(from -> !from.isAfter(now)).isPresent();
  }
}
