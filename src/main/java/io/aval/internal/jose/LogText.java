package io.aval.internal.jose;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes text that somebody else wrote fit for one line of a log. */
final class LogText {
  private static final int LONGEST = 200;
  private static final int LONGEST_LINE = 500;

  /** What moves a cursor, turns the direction of text round or shows nothing. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private LogText() {}

  /**
   * Escapes a text and cuts it.
   *
   * @param text anything, also from a token
   * @return at most 200 characters of it in quotes, with everything but printable ASCII written as
   *     {@code \}{@code uXXXX}; {@code null} for none
   */
  static String quote(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        quoted.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(text.length() > LONGEST ? "…\"" : "\"").toString();
  }

  /** Makes one line of at most 500 characters of a sentence in which quoted text may stand. */
  static String line(String sentence) {
    String line = withoutInvisible(sentence);
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }

  private static String withoutInvisible(String text) {
    return INVISIBLE.matcher(text).replaceAll(" ");
  }

  /**
   * Says in a few words why something failed.
   *
   * @return the message, with the kind of failure where the message alone would be a mere name
   */
  static String reason(Exception failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    boolean mereName =
        failure instanceof java.nio.file.FileSystemException
            || failure instanceof java.net.UnknownHostException;
    // Some messages quote what was fetched, and a log line must stay one line.
    String line = withoutInvisible(message);
    return mereName ? failure.getClass().getSimpleName() + " " + line : line;
  }
}
