package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.config.ProviderConfig;
import io.aval.internal.hint.Hints;
import io.aval.internal.hint.KnownIssuer;
import io.aval.internal.hint.RefusedToken;
import io.aval.internal.hint.TokenShape;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks once more at a token that was refused, when somebody wants to hear what it may have been.
 * Fetches nothing, checks no signature and remembers nothing.
 *
 * @param trusted the application's issuers
 * @param now the time in milliseconds
 */
record SecondLook(TrustedIssuers trusted, long now) {

  /** What is known of such tokens. */
  Optional<RefusalHint> at(String token, Reason reason) {
    Map<String, @Nullable Object> claims = members(token, 1);
    return at(token, reason, members(token, 0), claims, provider(claims));
  }

  /** The same of a token that was taken apart already. */
  Optional<RefusalHint> at(
      String token,
      Reason reason,
      Map<String, @Nullable Object> header,
      Map<String, @Nullable Object> claims,
      Optional<ProviderConfig> provider) {
    String issuer = claims.get("iss") instanceof String text ? text : "";
    return Hints.about(
        new RefusedToken(
            reason,
            TokenShape.of(token),
            header,
            claims,
            KnownIssuer.of(issuer),
            provider,
            trusted.providers(),
            Instant.ofEpochMilli(now)));
  }

  /** One part, as far as it can be read by itself. */
  static Map<String, @Nullable Object> members(String token, int part) {
    try {
      return TokenJson.read(TokenParts.part(token, part));
    } catch (IdentityException unreadable) {
      return Map.of();
    }
  }

  private Optional<ProviderConfig> provider(Map<String, @Nullable Object> members) {
    Claims claims = new Claims(members);
    try {
      return Optional.of(
          Issuers.choose(trusted.of(claims.required("iss"), claims), claims).provider());
    } catch (IdentityException nobodys) {
      return Optional.empty();
    }
  }
}
