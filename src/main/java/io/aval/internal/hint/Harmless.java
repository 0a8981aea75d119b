package io.aval.internal.hint;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that may stand in a line which somebody copies into a shell or a file, whoever wrote it:
 * what is not plainly harmless is left out rather than escaped.
 */
public final class Harmless {
  private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9][A-Za-z0-9._:/-]{0,200}");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,200}");

  private Harmless() {}

  /**
   * A URL.
   *
   * @param value anything
   * @return the value where it is a URL of letters, digits and {@code . _ : / -}, of at most some
   *     two hundred characters
   */
  public static Optional<String> url(@Nullable Object value) {
    return matching(value, URL);
  }

  /**
   * A word, such as an audience.
   *
   * @param value anything
   * @return the value where it consists of letters, digits and {@code . _ : / -}, at most some two
   *     hundred, and begins with a letter or digit
   */
  public static Optional<String> word(@Nullable Object value) {
    return matching(value, WORD);
  }

  private static Optional<String> matching(@Nullable Object value, Pattern pattern) {
    return value instanceof String text && pattern.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }
}
