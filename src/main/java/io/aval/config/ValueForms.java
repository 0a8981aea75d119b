package io.aval.config;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations, sizes, booleans and lists are written. */
final class ValueForms {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> TIME_UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /** Far beyond any sense, and far from where arithmetic with durations overflows. */
  private static final Duration GREATEST_DURATION = Duration.ofDays(36_525);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
  private static final Map<String, Integer> SIZE_SHIFTS =
      Map.of("", 0, "B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

  private ValueForms() {}

  /** Reads {@code 5s}, {@code 10m}, {@code 24h}, {@code 500ms}, {@code 1d} or ISO 8601. */
  static Duration duration(String text) throws BadValue {
    Duration duration = anyDuration(text);
    if (duration.abs().compareTo(GREATEST_DURATION) > 0) {
      throw new BadValue(Faults.quote(text) + " is longer than a hundred years");
    }
    return duration;
  }

  private static Duration anyDuration(String text) throws BadValue {
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      if (matcher.group(2).isEmpty()) {
        throw new BadValue(
            "the duration " + Faults.quote(text) + " has no unit; write " + text + "s for seconds");
      }
      Duration unit = TIME_UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
      if (unit != null) {
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
      }
    } else if (text.regionMatches(true, 0, "P", 0, 1)) {
      try {
        return Duration.parse(text);
      } catch (DateTimeException notIso) {
        // Falls through: the sentence below tells all forms.
      }
    }
    if (text.matches("-\\d+\\s*[a-z]+")) {
      throw new BadValue("the duration " + Faults.quote(text) + " is negative");
    }
    throw new BadValue(
        Faults.quote(text) + " is not a duration; write 5s, 10m, 24h or ISO 8601 (PT5S)");
  }

  /** Reads a number of bytes: {@code 16384}, {@code 512KiB}, {@code 8MiB}. */
  static long size(String text) throws BadValue {
    Matcher matcher = SIZE.matcher(text);
    Integer shift = matcher.matches() ? SIZE_SHIFTS.get(matcher.group(2)) : null;
    if (shift == null) {
      throw new BadValue(
          Faults.quote(text) + " is not a size; write bytes (16384), or 512KiB, 8MiB, 1GiB");
    }
    BigInteger bytes = new BigInteger(matcher.group(1)).shiftLeft(shift);
    if (bytes.bitLength() > 63) {
      throw new BadValue(Faults.quote(text) + " is too large a size");
    }
    return bytes.longValue();
  }

  /** Reads exactly {@code true} or {@code false}: a mistyped switch must not mean "off". */
  static boolean flag(String text) throws BadValue {
    if (!text.equals("true") && !text.equals("false")) {
      throw new BadValue(Faults.quote(text) + " is neither true nor false");
    }
    return text.equals("true");
  }

  /** Reads texts between commas; {@code \,} is a comma inside a text and {@code \\} a backslash. */
  static List<String> list(String text) throws BadValue {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '\\' && i + 1 < text.length() && "\\,".indexOf(text.charAt(i + 1)) >= 0;
      if (c == ',') {
        items.add(item(item.toString()));
        item.setLength(0);
      } else {
        item.append(escape ? text.charAt(++i) : c);
      }
    }
    items.add(item(item.toString()));
    return items;
  }

  /** Writes a text so that {@link #list} reads it as one item. */
  static String escaped(String item) {
    return item.replace("\\", "\\\\").replace(",", "\\,");
  }

  private static String item(String text) throws BadValue {
    String item = text.strip();
    if (item.isEmpty()) {
      throw new BadValue("the list has an empty entry; remove the extra comma");
    }
    refuseQuotes(item);
    return item;
  }

  /** Refuses a value in quotation marks, which the habits of other formats put there. */
  static void refuseQuotes(String text) throws BadValue {
    if (isQuote(text.charAt(0)) || isQuote(text.charAt(text.length() - 1))) {
      throw new BadValue("the value has quotation marks around it; write it without them");
    }
  }

  private static boolean isQuote(char c) {
    return "\"'`\u201c\u201d\u201e\u2018\u2019".indexOf(c) >= 0;
  }
}
