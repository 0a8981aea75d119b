package io.aval.testing.issuers;

import io.aval.Reason;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token of an issuer against the configuration of its page.
 *
 * @param issuer whose it is
 * @param shape what it looks like
 * @param deviation the one thing that is off about it; empty: as the issuer makes it
 */
public record TokenCase(IssuerShape issuer, TokenShape shape, Optional<Deviation> deviation) {

  /** Why the token is refused; empty: it is accepted. */
  public Optional<Reason> refused() {
    return deviation.map(Deviation::reason).or(shape::refused);
  }

  /** What the identity must have, where there is one. */
  public JsonObject identity() {
    return shape.identity().orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  /** Makes the token. */
  public String make(Instant now) {
    if (shape.literal().isPresent()) {
      return shape.literal().get();
    }
    JsonObject header = shape.header();
    JsonObject claims = Moments.at(now, shape.claims());
    if (deviation.isPresent()) {
      header = deviation.get().header(header);
      claims = deviation.get().claims(this, claims);
    }
    String algorithm = header.getString("alg");
    boolean foreign = shape.foreignKey() || deviation.equals(Optional.of(Deviation.FOREIGN_KEY));
    boolean published = !foreign && shape.secret().isEmpty();
    TestKey key =
        published ? issuer.keys().of(kid(header), algorithm) : ShapeKeys.stranger(algorithm);
    TestTokens token =
        TestTokens.valid("", key, now)
            .algorithm(algorithm)
            .rawHeader(header.toString())
            .rawClaims(claims.toString());
    if (shape.secret().isPresent()) {
      String secret = shape.secret().get() + (foreign ? ", of somebody else" : "");
      return token.signedBySecret(secret.getBytes(StandardCharsets.UTF_8));
    }
    return token.sign();
  }

  private static @Nullable String kid(JsonObject header) {
    return header.get("kid") instanceof JsonString text ? text.getString() : null;
  }

  /** A claim's value, replaced. */
  static JsonObject replaced(JsonObject object, String name, String value) {
    return Json.createObjectBuilder(object).add(name, value).build();
  }

  @Override
  public String toString() {
    return issuer.name()
        + ", "
        + shape.name()
        + deviation.map(off -> ", " + off.words()).orElse("")
        + " → "
        + refused().map(Enum::name).orElse("accepted");
  }
}
