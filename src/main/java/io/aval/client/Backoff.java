package io.aval.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before trying again: twice as long each time, somewhere between half of it and
 * all of it, so that many clients do not come back together; longer where the server says so.
 *
 * @param random anything from 0 to 1
 */
record Backoff(DoubleSupplier random) {
  /** The longest wait of our own making. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** The longest wait that a server may ask for. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

  private static final long FIRST_MILLIS = 250;

  /** The forms of a date in HTTP (RFC 9110, section 5.6.7) with a year of four digits. */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
              .withZone(ZoneOffset.UTC));

  /**
   * Says how long to wait.
   *
   * @param failures how often it failed in a row, from 1
   * @param failure the last failure
   * @param now what a date in {@code Retry-After} is compared with
   */
  Duration after(int failures, Exception failure, Instant now) {
    long doubled = FIRST_MILLIS << Math.min(failures - 1, 20);
    double whole = Math.min(doubled, LONGEST.toMillis());
    Duration own = Duration.ofMillis(Math.round(whole * (0.5 + random.getAsDouble() / 2)));
    Duration asked = failure instanceof ServerTrouble trouble ? asked(trouble, now) : Duration.ZERO;
    return own.compareTo(asked) >= 0 ? own : asked;
  }

  private static Duration asked(ServerTrouble trouble, Instant now) {
    @Nullable String text = trouble.retryAfter();
    if (text == null) {
      return Duration.ZERO;
    }
    Duration asked = text.matches("\\d{1,9}") ? seconds(text) : untilDate(text, now);
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static Duration untilDate(String text, Instant now) {
    for (DateTimeFormatter form : DATES) {
      try {
        return Duration.between(now, ZonedDateTime.parse(text, form));
      } catch (DateTimeException anotherForm) {
        // The next one may fit; a text that none fits is as good as none.
      }
    }
    return Duration.ZERO;
  }
}
