package io.aval.internal.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A position in the bytes of a JSON text (RFC 8259), and the reading of texts, numbers and words
 * from there. Strict: no byte order mark, no overlong UTF-8, no half a character, no number that
 * JSON does not know.
 *
 * <p>Our own, because a token is read with every call: a general reader's buffers and tables cost
 * more than the reading. A test compares it with Jackson on thousands of texts.
 */
final class JsonBytes {
  private static final int LONGEST_NUMBER = 100;

  /** So many digits always fit a long. */
  private static final int DIGITS_OF_LONG = 18;

  private final byte[] bytes;
  private int at;

  JsonBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Skips white space and returns the next byte without taking it; −1 at the end. */
  int peek() {
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF; // a byte of 0xFF must not look like the end
      }
      at++;
    }
    return -1;
  }

  /** Skips white space and takes the next byte if it is this one. */
  boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Skips white space and takes the next byte, which must be this one. */
  void require(char wanted) throws MalformedJson {
    if (!take(wanted)) {
      throw MalformedJson.notJson();
    }
  }

  /** Takes exactly these characters, which are ASCII. */
  void word(String word) throws MalformedJson {
    for (int i = 0; i < word.length(); i++) {
      if (at == bytes.length || bytes[at++] != word.charAt(i)) {
        throw MalformedJson.notJson();
      }
    }
  }

  /** Skips white space and takes a member's name with its quotes. */
  String name() throws MalformedJson {
    return text(true);
  }

  /** Skips white space and takes a text with its quotes. */
  String text() throws MalformedJson {
    return text(false);
  }

  private String text(boolean name) throws MalformedJson {
    require('"');
    int start = at;
    int union = 0; // its sign tells whether there was anything but ASCII
    boolean escapes = false;
    while (at < bytes.length) {
      byte b = bytes[at++];
      if (b == '"') {
        @Nullable String known = name ? KnownNames.find(bytes, start, at - 1) : null;
        if (known != null) {
          return known;
        }
        String text = decoded(start, at - 1, union < 0);
        return escapes ? JsonEscapes.resolve(text) : text;
      }
      if (b >= 0 && b < ' ') {
        throw MalformedJson.notJson();
      }
      if (b == '\\') {
        escapes = true;
        at++; // an escaped quote does not end the text
      }
      union |= b;
    }
    throw MalformedJson.notJson();
  }

  private String decoded(int from, int to, boolean beyondAscii) throws MalformedJson {
    if (!beyondAscii) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, from, to - from);
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedJson("is not UTF-8");
    }
  }

  /**
   * Takes a number.
   *
   * @return a {@link Long}, or where it does not fit a {@link BigInteger} or {@link BigDecimal}
   */
  Number number() throws MalformedJson {
    int start = at;
    boolean negative = bytes[at] == '-';
    if (negative) {
      at++;
    }
    int first = at;
    long value = digits();
    int whole = at - first;
    if (whole > 1 && bytes[first] == '0') {
      throw MalformedJson.notJson();
    }
    boolean fraction = fraction();
    boolean exponent = exponent();
    if (fraction || exponent) {
      return decimal(start);
    }
    if (whole <= DIGITS_OF_LONG) {
      return negative ? -value : value;
    }
    BigInteger big = new BigInteger(ascii(start));
    return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
  }

  private boolean fraction() throws MalformedJson {
    if (at == bytes.length || bytes[at] != '.') {
      return false;
    }
    at++;
    digits();
    return true;
  }

  private boolean exponent() throws MalformedJson {
    if (at == bytes.length || (bytes[at] != 'e' && bytes[at] != 'E')) {
      return false;
    }
    at++;
    if (at < bytes.length && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    digits();
    return true;
  }

  /** Takes at least one digit; the value is right when there are at most 18. */
  private long digits() throws MalformedJson {
    int start = at;
    long value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at++] - '0');
    }
    if (at == start) {
      throw MalformedJson.notJson();
    }
    return value;
  }

  private BigDecimal decimal(int start) throws MalformedJson {
    try {
      return new BigDecimal(ascii(start));
    } catch (NumberFormatException exponentTooLarge) {
      throw new MalformedJson("has a number beyond all bounds");
    }
  }

  private String ascii(int from) throws MalformedJson {
    if (at - from > LONGEST_NUMBER) {
      throw new MalformedJson("has a number beyond all bounds");
    }
    return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
  }
}
