package io.aval.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that all of it is reported at once. Confined to one reading. */
final class Faults {
  private static final int LONGEST_QUOTE = 80;

  private final List<String> lines = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  void add(String key, String sentence) {
    String line = key + ": " + sentence;
    keys.add(key);
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  /** Whether a key has a fault already, so that what follows from it need not be told. */
  boolean has(String key) {
    return keys.contains(key);
  }

  int count() {
    return lines.size();
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new ConfigException(lines);
    }
  }

  /** Quotes a configured value for one line of a log: escaped and cut. */
  static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length() && i < LONGEST_QUOTE; i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(value.length() > LONGEST_QUOTE ? "…\"" : "\"").toString();
  }
}
