package io.aval.internal.jose;

/** The escapes of JSON texts (RFC 8259, section 7), read strictly. */
final class JsonEscapes {
  private JsonEscapes() {}

  /**
   * Replaces the escapes of a text.
   *
   * @param text what stood between the quotes
   * @return the text that is meant
   * @throws MalformedJson when an escape is none, or the text has half a character: that would
   *     become a question mark wherever it is stored, and two users one
   */
  static String resolve(String text) throws MalformedJson {
    StringBuilder resolved = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\') {
        resolved.append(c);
        continue;
      }
      char kind = text.charAt(at++); // no text ends with an escape: it would escape the quote
      if (kind == 'u') {
        resolved.append(unit(text, at));
        at += 4;
      } else {
        resolved.append(shortForm(kind));
      }
    }
    return wellFormed(resolved);
  }

  private static char shortForm(char c) throws MalformedJson {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw MalformedJson.notJson();
    };
  }

  private static char unit(String text, int from) throws MalformedJson {
    if (text.length() < from + 4) {
      throw MalformedJson.notJson();
    }
    int unit = 0;
    for (int at = from; at < from + 4; at++) {
      unit = unit << 4 | digit(text.charAt(at));
    }
    return (char) unit;
  }

  /** Not {@link Character#digit(char, int)}, which also takes the digits of other scripts. */
  private static int digit(char c) throws MalformedJson {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    if (c < 0x80 && letter >= 'a' && letter <= 'f') {
      return letter - 'a' + 10;
    }
    throw MalformedJson.notJson();
  }

  private static String wellFormed(StringBuilder text) throws MalformedJson {
    boolean halves =
        text.codePoints().anyMatch(c -> c <= 0xFFFF && Character.isSurrogate((char) c));
    if (halves) {
      throw new MalformedJson("has half a character");
    }
    return text.toString();
  }
}
