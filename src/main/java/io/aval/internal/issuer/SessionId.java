package io.aval.internal.issuer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of sessions. A user has one, which their name alone determines: {@code sess_} and the
 * name, where it is 1 to 128 letters, digits, dots, dashes and underscores; else {@code sess_~} and
 * the name's UTF-8 bytes as base64url, so that any name fits into a path and each has one id.
 */
final class SessionId {
  private static final String PREFIX = "sess_";
  private static final String ENCODED = PREFIX + "~";
  private static final int LONGEST = 2_000;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private SessionId() {}

  static String of(String username) {
    return PLAIN.matcher(username).matches()
        ? PREFIX + username
        : ENCODED
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(username.getBytes(StandardCharsets.UTF_8));
  }

  /** The name in an id; empty when it is none, or not the one that {@link #of} makes. */
  static Optional<String> username(String id) {
    return id.length() > LONGEST || !id.startsWith(PREFIX)
        ? Optional.empty()
        : decoded(id).filter(name -> !name.isEmpty() && of(name).equals(id));
  }

  private static Optional<String> decoded(String id) {
    if (!id.startsWith(ENCODED)) {
      return Optional.of(id.substring(PREFIX.length()));
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(id.substring(ENCODED.length()));
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      return Optional.empty();
    }
  }
}
