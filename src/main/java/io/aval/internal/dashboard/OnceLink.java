package io.aval.internal.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The secret that opens the dashboard once. There is one at a time. Safe for many threads. */
final class OnceLink {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** At most so often a new one is made, so that nobody fills the log by asking. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Secrets secrets;
  private final Clock clock;
  private volatile @Nullable Issued issued;

  OnceLink(Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  private record Issued(String digest, Instant at, boolean used) {}

  /** A new secret, where the last one is used or too old, and not made just now. */
  synchronized Optional<String> renew() {
    Instant now = clock.instant();
    Issued last = issued;
    if (last != null && (isOpen(last, now) || now.isBefore(last.at().plus(PAUSE)))) {
      return Optional.empty();
    }
    String secret = secrets.next();
    issued = new Issued(Secrets.digest(secret), now, false);
    return Optional.of(secret);
  }

  /** Whether this is the secret; from then on it is none. */
  synchronized boolean use(String secret) {
    Issued last = issued;
    if (last == null
        || !isOpen(last, clock.instant())
        || !last.digest().equals(Secrets.digest(secret))) {
      return false;
    }
    issued = new Issued(last.digest(), last.at(), true);
    return true;
  }

  private static boolean isOpen(Issued link, Instant now) {
    return !link.used() && now.isBefore(link.at().plus(LIFETIME));
  }
}
