package io.aval.internal.websocket;

import io.aval.Reason;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's message to Aval: that it has a token, or none any more. It never reaches the
 * application.
 *
 * @param token the token; null where the client gives its identity up, and in a faulty message
 * @param baseVersion the identity version that the client knows; null: it did not say
 * @param fault why the message cannot be accepted, if it cannot
 */
record Authenticate(@Nullable String token, @Nullable Integer baseVersion, @Nullable Reason fault) {
  private static final String TYPE = "Authenticate";
  private static final String QUOTED = '"' + TYPE + '"';
  private static final Pattern BEGINNING =
      Pattern.compile("\\s*+\\{\\s*+\"type\"\\s*+:\\s*+" + QUOTED);

  /**
   * Reads a text message.
   *
   * @param text what the client sent
   * @param longest the longest message of this kind, in characters
   * @return empty where it is the application's
   */
  static Optional<Authenticate> in(String text, int longest) {
    if (!text.contains(QUOTED)) {
      return Optional.empty();
    }
    if (text.length() > longest) {
      return meant(text, Reason.TOKEN_TOO_LARGE);
    }
    try {
      Map<String, @Nullable Object> members =
          StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
      return TYPE.equals(members.get("type")) ? Optional.of(of(members)) : Optional.empty();
    } catch (MalformedJson notOneObject) {
      return meant(text, Reason.MALFORMED_REQUEST);
    }
  }

  /** A token must not reach the application because it came in a broken message. */
  private static Optional<Authenticate> meant(String text, Reason fault) {
    return BEGINNING.matcher(text).lookingAt()
        ? Optional.of(new Authenticate(null, null, fault))
        : Optional.empty();
  }

  private static Authenticate of(Map<String, @Nullable Object> members) {
    Integer base = null;
    if (members.containsKey("baseVersion")) {
      if (!(members.get("baseVersion") instanceof Long version)
          || version < 0
          || version > Integer.MAX_VALUE) {
        return new Authenticate(null, null, Reason.MALFORMED_REQUEST);
      }
      base = version.intValue();
    }
    Object type = members.get("tokenType");
    if ("User".equals(type) && members.get("value") instanceof String token) {
      return new Authenticate(token, base, null);
    }
    boolean none = "None".equals(type) && members.get("value") == null;
    return new Authenticate(null, base, none ? null : Reason.MALFORMED_REQUEST);
  }

  @Override
  public String toString() {
    return "Authenticate[baseVersion=" + baseVersion + ", fault=" + fault + "]"; // never the token
  }
}
