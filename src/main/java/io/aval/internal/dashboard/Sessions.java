package io.aval.internal.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Browsers that a one-time link has let in, each known by a secret in its cookie. A few of them,
 * for a working day. Safe for many threads.
 */
final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(8);
  static final int MOST = 8;

  private final Secrets secrets;
  private final Clock clock;
  private final Map<String, Instant> untilByDigest = new LinkedHashMap<>();

  Sessions(Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Begins a session; where there are too many, the oldest ends. */
  synchronized String open() {
    Instant now = clock.instant();
    untilByDigest.values().removeIf(until -> !now.isBefore(until));
    if (untilByDigest.size() >= MOST) {
      untilByDigest.remove(untilByDigest.keySet().iterator().next());
    }
    String secret = secrets.next();
    untilByDigest.put(Secrets.digest(secret), now.plus(LIFETIME));
    return secret;
  }

  synchronized boolean isOpen(String secret) {
    Instant until = untilByDigest.get(Secrets.digest(secret));
    return until != null && clock.instant().isBefore(until);
  }
}
