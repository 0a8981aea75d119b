package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the two JSON objects of a token. */
final class TokenJson {
  private TokenJson() {}

  /**
   * Reads one object.
   *
   * @param json its bytes
   * @return the members, as {@link StrictJson} has them
   * @throws IdentityException with {@link Reason#MALFORMED_TOKEN}
   */
  static Map<String, @Nullable Object> read(byte[] json) {
    try {
      return StrictJson.read(json);
    } catch (MalformedJson fault) {
      throw new IdentityException(
          Reason.MALFORMED_TOKEN, "a part of the token " + fault.getMessage());
    }
  }
}
