package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A compact JWS taken apart (RFC 7515, section 7.1). Only the canonical form of base64url is taken:
 * were two texts one token, whatever tells tokens by their text could be tricked with the other
 * one.
 *
 * @param token the token's bytes
 * @param signedLength how many of them the signature covers
 * @param header the decoded header
 * @param payload the decoded payload
 * @param signature the decoded signature
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one verification and is never compared
record TokenParts(byte[] token, int signedLength, byte[] header, byte[] payload, byte[] signature) {

  /** Checks the size of a token, which is text of one byte per character. */
  static void checkSize(String token, int longest) {
    if (token.length() > longest) {
      throw new IdentityException(
          Reason.TOKEN_TOO_LARGE,
          "the token has " + token.length() + " bytes, accepted are " + longest);
    }
  }

  static TokenParts of(String token) {
    int first = token.indexOf('.');
    int second = first < 0 ? -1 : token.indexOf('.', first + 1);
    int third = second < 0 ? -1 : token.indexOf('.', second + 1);
    if (third >= 0) {
      throw thirdDot(token, third);
    }
    if (second < 0) {
      throw malformed("the token does not have three parts");
    }
    // A character beyond Latin-1 becomes a question mark, which base64url does not know.
    byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
    return new TokenParts(
        bytes,
        second,
        decoded(bytes, 0, first),
        decoded(bytes, first + 1, second),
        decoded(bytes, second + 1, bytes.length));
  }

  /** One part of a token that as a whole may be none; for inspection only. */
  static byte[] part(String token, int index) {
    String[] parts = token.split("\\.", 6);
    boolean encrypted = parts.length == 5 && index > 0;
    if (index >= parts.length || encrypted) {
      throw malformed("the token does not have this part");
    }
    byte[] bytes = parts[index].getBytes(StandardCharsets.ISO_8859_1);
    return decoded(bytes, 0, bytes.length);
  }

  /** Five parts are a JWE (RFC 7516, section 7.1); any other number is nothing. */
  private static IdentityException thirdDot(String token, int third) {
    int fourth = token.indexOf('.', third + 1);
    boolean jwe = fourth >= 0 && token.indexOf('.', fourth + 1) < 0;
    return jwe
        ? new IdentityException(Reason.UNSUPPORTED_TOKEN, "the token is encrypted")
        : malformed("the token does not have three parts");
  }

  private static byte[] decoded(byte[] token, int from, int to) {
    int length = to - from;
    if (length == 0) {
      throw malformed("a part of the token is empty");
    }
    if (!endsCanonically(token[to - 1], length % 4)) {
      throw malformed("a part of the token is not canonical base64url");
    }
    try {
      // Decodes in place, into an array of its own that without padding is exactly long enough.
      ByteBuffer decoded = Base64.getUrlDecoder().decode(ByteBuffer.wrap(token, from, length));
      byte[] bytes = decoded.array();
      return bytes.length == decoded.limit() ? bytes : Arrays.copyOf(bytes, decoded.limit());
    } catch (IllegalArgumentException notBase64) {
      throw malformed("a part of the token is not base64url");
    }
  }

  /**
   * The bits of the last character that belong to no byte must be zero, and there is no padding.
   */
  private static boolean endsCanonically(byte last, int rest) {
    int value = value(last);
    return switch (rest) {
      case 0 -> value >= 0;
      case 2 -> value >= 0 && (value & 0b1111) == 0;
      case 3 -> value >= 0 && (value & 0b11) == 0;
      default -> false;
    };
  }

  private static int value(byte c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }

  private static IdentityException malformed(String explanation) {
    return new IdentityException(Reason.MALFORMED_TOKEN, explanation);
  }
}
