package io.aval.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with fetching a token, and when it may be tried again.
 *
 * @param failure what those are told who have no token
 * @param isFinal whether trying again will not help: then nobody waits for the end of the pause
 * @param failures how often it went wrong in a row
 * @param since when it went wrong
 * @param pause how long nobody tries again
 */
record Trouble(
    RuntimeException failure, boolean isFinal, int failures, Instant since, Duration pause) {

  /** So that a wrong secret is not sent with each call. */
  static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

  static Trouble after(Exception failure, @Nullable Trouble before, Backoff backoff, Instant now) {
    int failures = before == null ? 1 : before.failures + 1;
    if (failure instanceof RuntimeException refusal) {
      return new Trouble(refusal, true, failures, now, AFTER_REFUSAL);
    }
    Duration pause = backoff.after(failures, failure, now);
    TokenException unavailable = TokenException.unavailable(failure, pause);
    return new Trouble(unavailable, false, failures, now, pause);
  }

  /** How much of the pause is left; nothing when the clock was set back, which shuts nobody out. */
  Duration pauseLeft(Instant now) {
    Duration left = Duration.between(now, since.plus(pause));
    return left.isNegative() || now.isBefore(since) ? Duration.ZERO : left;
  }

  /** Once aloud. An application's own function may say anything, so only its kind is told. */
  void report(System.Logger log) {
    boolean ours = failure instanceof TokenException;
    log.log(
        failures == 1 ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "AVAL-501: A token for calling others cannot be had: {0}",
        ours ? failure.getMessage() : failure.getClass().getSimpleName());
  }
}
