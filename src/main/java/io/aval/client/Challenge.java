package io.aval.client;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code WWW-Authenticate} (RFC 9110, section 11.6.1). */
final class Challenge {
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";

  /** A scheme, or a parameter of the scheme before it, or what stands for parameters (token68). */
  private static final Pattern PART =
      Pattern.compile(
          "\\G[\\s,]*+("
              + TOKEN
              + ")(?:\\s*+=\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|"
              + TOKEN
              + "))?+(?:[=/]++(?:"
              + TOKEN
              + ")?+)*+");

  private static final int LONGEST = 8_192;

  private Challenge() {}

  /** Whether one of the challenges is {@code Bearer} with {@code error="invalid_token"}. */
  static boolean saysInvalidToken(List<String> values) {
    return values.stream().anyMatch(Challenge::saysInvalidToken);
  }

  private static boolean saysInvalidToken(String value) {
    if (value.length() > LONGEST) {
      return false;
    }
    boolean bearer = false;
    Matcher part = PART.matcher(value);
    while (part.find()) {
      String name = part.group(1).toLowerCase(Locale.ROOT);
      String given = part.group(2);
      if (given == null) {
        bearer = name.equals("bearer");
      } else if (bearer && name.equals("error")) {
        return unquoted(given).equals("invalid_token");
      }
    }
    return false;
  }

  private static String unquoted(String text) {
    return text.startsWith("\"")
        ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
        : text;
  }
}
