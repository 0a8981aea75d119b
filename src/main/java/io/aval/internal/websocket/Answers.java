package io.aval.internal.websocket;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig.ErrorDetails;
import io.aval.internal.jose.JsonText;
import jakarta.websocket.CloseReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Aval says on a connection: messages and close reasons. Nothing in them comes from a token.
 *
 * @param details how much a refusal tells the client
 */
record Answers(ErrorDetails details) {
  /** The private code of RFC 6455, section 7.4.2, that reminds of the status of the same name. */
  private static final int UNAUTHORIZED = 4401;

  /** Acknowledges an identity, or that there is none any more. */
  static String authenticated(int version, Optional<UserIdentity> identity) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("type", "Authenticated");
    message.put("identityVersion", version);
    identity.ifPresent(user -> message.put("expiresAt", user.getExpiresAt().toString()));
    return JsonText.write(message);
  }

  /**
   * Tells of a refusal.
   *
   * @param refusal why
   * @param baseVersion the identity version that it is about
   * @param attempted whether it answers an {@code Authenticate}
   */
  String error(IdentityException refusal, int baseVersion, boolean attempted) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("type", "AuthError");
    message.put("code", code(refusal.getReason()));
    if (details == ErrorDetails.FULL) {
      message.put("detail", refusal.getReason().getDetail());
    }
    message.put("baseVersion", baseVersion);
    message.put("authUpdateAttempted", attempted);
    return JsonText.write(message);
  }

  /** Ends a connection for a reason. */
  CloseReason closing(Reason reason) {
    return new CloseReason(CloseReason.CloseCodes.getCloseCode(UNAUTHORIZED), code(reason));
  }

  private String code(Reason reason) {
    return details == ErrorDetails.FULL
        ? reason.name()
        : reason.getError().orElse(Integer.toString(reason.getStatus()));
  }
}
