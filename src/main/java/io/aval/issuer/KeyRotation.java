package io.aval.issuer;

import java.time.Duration;

/**
 * When signing keys change. Immutable.
 *
 * @param every how old a key becomes: at least {@code publishAhead}; 90 days unless set
 * @param publishAhead how long a key can be fetched before it signs, so that no verifier meets it
 *     unprepared: 2 s to 30 days; 10 minutes unless set. Verifiers are told to fetch the keys at
 *     least twice in this time
 */
public record KeyRotation(Duration every, Duration publishAhead) {
  /** Every 90 days, published ten minutes ahead. */
  public static final KeyRotation DEFAULT =
      new KeyRotation(Duration.ofDays(90), Duration.ofMinutes(10));

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public KeyRotation {
    if (publishAhead.compareTo(Duration.ofSeconds(2)) < 0
        || publishAhead.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException("Keys are published 2 s to 30 days ahead");
    }
    if (every.compareTo(publishAhead) < 0) {
      throw new IllegalArgumentException("Keys cannot change faster than they are published ahead");
    }
  }
}
