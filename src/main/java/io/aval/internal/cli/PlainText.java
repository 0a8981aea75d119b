package io.aval.internal.cli;

import io.aval.internal.jose.PrettyJson;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text that somebody else wrote, made fit for a terminal: it may move no cursor and hide nothing.
 */
final class PlainText {
  /** Every JWT begins with the base64url of an opening brace and a quotation mark. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)*");

  private PlainText() {}

  /** A message in which an argument may stand, without the tokens that it may be. */
  static String withoutTokens(String message) {
    return TOKEN.matcher(message).replaceAll("(a token)");
  }

  /** JSON for people, in which what is not visible is escaped as JSON has it. */
  static String json(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    // Between texts JSON has only blanks and line feeds, so whatever is escaped stands in a text.
    PrettyJson.write(value).codePoints().forEach(point -> append(text, point));
    return text.toString();
  }

  /** One line, in which each character that is not visible is a question mark. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(point -> isVisible(point) ? point : '?').forEach(line::appendCodePoint);
    return line.toString();
  }

  /** The same of a text of several lines, whose tabs stay. */
  static String lines(String text) {
    return text.lines().map(PlainText::source).collect(Collectors.joining(System.lineSeparator()));
  }

  private static String source(String line) {
    return Stream.of(line.split("\t", -1)).map(PlainText::line).collect(Collectors.joining("\t"));
  }

  private static void append(StringBuilder text, int point) {
    if (point == '\n' || isVisible(point)) {
      text.appendCodePoint(point);
      return;
    }
    for (char unit : Character.toChars(point)) {
      text.append("\\u").append(Integer.toHexString(0x10000 | unit), 1, 5);
    }
  }

  /** Whether a character shows itself and nothing else. */
  static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
