package io.aval.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a kept token is due for a new one, and until when it serves.
 *
 * @param ahead how long before its end a token is due; null: a quarter of its life, at most 5
 *     minutes
 */
record Freshness(@Nullable Duration ahead) {
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  /** A token must not expire on its way to whom it is sent. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

  /** A token that is kept, and the number of the flight that brought it. */
  record Kept(AccessToken token, long flight, Instant since, Instant dueAt, Instant servesUntil) {

    boolean serves(Instant now) {
      return now.isBefore(servesUntil);
    }

    /** Also when the clock was set back since: then nobody knows how old the token is. */
    boolean isDue(Instant now) {
      return !now.isBefore(dueAt) || now.isBefore(since);
    }
  }

  Kept keep(AccessToken token, long flight, Instant askedAt) {
    Instant end = token.expiry(askedAt);
    Duration life = Duration.between(askedAt, end);
    Duration early = ahead != null ? ahead : least(life.dividedBy(4), MOST_AHEAD);
    Duration margin = least(life.dividedBy(10), ON_THE_WAY);
    return new Kept(token, flight, askedAt, end.minus(early), end.minus(margin));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
