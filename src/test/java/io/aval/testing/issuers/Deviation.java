package io.aval.testing.issuers;

import io.aval.Reason;
import io.aval.config.ProviderConfig;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What may be off about any good token of any issuer; each is refused for its own reason. */
enum Deviation {
  /** Somebody else signed it under the same header. */
  FOREIGN_KEY("signed by somebody else", Reason.BAD_SIGNATURE),
  /** It names a key that the issuer does not publish. */
  UNKNOWN_KEY("with the id of an unknown key", Reason.UNKNOWN_KEY),
  /** All its times are two days ago. */
  OLD("two days later", Reason.EXPIRED),
  /** Another issuer made it. */
  OTHER_ISSUER("of another issuer", Reason.UNKNOWN_ISSUER),
  /** The same issuer made it for somebody else. */
  OTHER_AUDIENCE("for another application", Reason.WRONG_AUDIENCE);

  private static final long TWO_DAYS = 2 * 24 * 3600;
  private static final String OTHER = "somebody-elses-application";

  private final String words;
  private final Reason reason;

  Deviation(String words, Reason reason) {
    this.words = words;
    this.reason = reason;
  }

  String words() {
    return words;
  }

  Reason reason() {
    return reason;
  }

  /** Those that make sense for an accepted token. */
  static Stream<Deviation> of(IssuerShape issuer, TokenShape shape) {
    return Arrays.stream(values()).filter(deviation -> deviation.suits(issuer, shape));
  }

  private boolean suits(IssuerShape issuer, TokenShape shape) {
    return switch (this) {
      case UNKNOWN_KEY -> shape.header().containsKey("kid") && shape.secret().isEmpty();
      case OTHER_AUDIENCE ->
          providers(issuer, shape).stream().noneMatch(ProviderConfig::allowAnyAudience);
      default -> true;
    };
  }

  JsonObject header(JsonObject header) {
    return this == UNKNOWN_KEY ? TokenCase.replaced(header, "kid", "unknown-key") : header;
  }

  JsonObject claims(TokenCase token, JsonObject claims) {
    return switch (this) {
      case OLD -> old(claims);
      case OTHER_ISSUER -> TokenCase.replaced(claims, "iss", "https://issuer.invalid");
      case OTHER_AUDIENCE -> forAnother(token, claims);
      default -> claims;
    };
  }

  private static JsonObject old(JsonObject claims) {
    JsonObjectBuilder builder = Json.createObjectBuilder(claims);
    for (String name : List.of("iat", "nbf", "exp", "auth_time")) {
      if (claims.get(name) instanceof JsonNumber number) {
        builder.add(name, number.longValue() - TWO_DAYS);
      }
    }
    return builder.build();
  }

  private static JsonObject forAnother(TokenCase token, JsonObject claims) {
    JsonObjectBuilder builder = Json.createObjectBuilder(claims);
    providers(token.issuer(), token.shape()).stream()
        .flatMap(provider -> provider.audienceClaims().stream())
        .forEach(name -> builder.add(name, OTHER));
    return builder.build();
  }

  private static List<ProviderConfig> providers(IssuerShape issuer, TokenShape shape) {
    return issuer.providers().getOrDefault(shape.snippet(), List.of());
  }
}
