package io.aval.config;

import io.aval.config.IdentityConfig.WebSocketConfig;
import java.time.Duration;

/** Reads the keys of the WebSocket door. */
final class WebSocketReader {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST_WITHIN = Duration.ofMinutes(5);
  private static final Duration MOST_INTERVAL = Duration.ofHours(1);
  private static final int MOST_MESSAGES = 6000;

  private final Values values;

  WebSocketReader(Values values) {
    this.values = values;
  }

  WebSocketConfig read() {
    return new WebSocketConfig(
        values.get(WebSocketKeys.AUTHENTICATE_WITHIN, text -> duration(text, MOST_WITHIN, "5m")),
        values.get(WebSocketKeys.AUTHENTICATE_RATE, WebSocketReader::rate),
        values.get(WebSocketKeys.REVOCATION_INTERVAL, text -> duration(text, MOST_INTERVAL, "1h")));
  }

  private static Duration duration(String text, Duration most, String written) throws BadValue {
    Duration duration = ValueForms.duration(text);
    if (duration.compareTo(LEAST) < 0 || duration.compareTo(most) > 0) {
      throw new BadValue(Faults.quote(text) + " is not between 1s and " + written);
    }
    return duration;
  }

  private static int rate(String text) throws BadValue {
    boolean fits = text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= MOST_MESSAGES;
    if (!fits) {
      throw new BadValue(Faults.quote(text) + " is not a number between 1 and " + MOST_MESSAGES);
    }
    return Integer.parseInt(text);
  }
}
