package io.aval.client;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What keeping tokens needs from outside.
 *
 * @param clock tells when a token expires
 * @param background runs refreshes
 * @param backoff how long to wait between attempts
 * @param pause waits between attempts that somebody waits for
 */
record Surroundings(Clock clock, Executor background, Backoff backoff, Pause pause) {

  /** Lets the current thread wait. */
  @FunctionalInterface
  interface Pause {
    void last(Duration time) throws InterruptedException;
  }
}
