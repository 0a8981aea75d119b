package io.aval.issuer;

import io.aval.internal.jose.JsonText;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template as a row of a table: everything readable, except for its own signing key.
 *
 * @param id the template's id
 * @param name its name
 * @param lifetime in seconds
 * @param skew in seconds
 * @param claims as JSON
 * @param algorithm of its own key
 * @param sealed its own key, sealed
 * @param createdAt in milliseconds since 1970
 * @param updatedAt in milliseconds since 1970
 * @param version of the row
 */
record TemplateRow(
    String id,
    String name,
    long lifetime,
    long skew,
    String claims,
    @Nullable String algorithm,
    @Nullable String sealed,
    long createdAt,
    long updatedAt,
    long version) {
  private static final int LARGEST = 1 << 18;
  private static final int LARGEST_KEY = 1 << 16;

  /**
   * The row of a template.
   *
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} when its claims could
   *     not be read again
   */
  static TemplateRow of(StoredTemplate stored, SealedTemplateKeys keys) {
    JwtTemplate template = stored.template();
    Optional<TemplateKey> key = template.signingKey();
    String claims = JsonText.write(template.claims());
    read(claims); // what could not be read again is not kept
    return new TemplateRow(
        stored.id(),
        template.name(),
        template.lifetime().toSeconds(),
        template.allowedClockSkew().toSeconds(),
        claims,
        key.map(TemplateKey::algorithm).orElse(null),
        key.map(own -> keys.seal(stored.id(), own)).orElse(null),
        stored.createdAt().toEpochMilli(),
        stored.updatedAt().toEpochMilli(),
        stored.version());
  }

  private static Map<String, @Nullable Object> read(String claims) {
    if (claims.length() > LARGEST) {
      throw invalid("The claims are larger than " + LARGEST + " characters.");
    }
    try {
      return StrictJson.read(claims.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson fault) {
      throw invalid("The JSON of the claims " + fault.getMessage() + ".");
    }
  }

  static TemplateRow read(ResultSet row) throws SQLException {
    return new TemplateRow(
        row.getString("id"),
        row.getString("name"),
        row.getLong("lifetime_seconds"),
        row.getLong("clock_skew_seconds"),
        DatabaseCalls.text(row, "claims", LARGEST),
        row.getString("signing_algorithm"),
        row.getString("signing_algorithm") == null
            ? null
            : DatabaseCalls.text(row, "sealed_key", LARGEST_KEY),
        row.getLong("created_at"),
        row.getLong("updated_at"),
        row.getLong("version"));
  }

  /**
   * The template of the row.
   *
   * @throws IssuerException when somebody wrote something else there
   * @throws IllegalArgumentException when its key cannot be opened
   */
  StoredTemplate stored(SealedTemplateKeys keys) {
    JwtTemplate template =
        new JwtTemplate(
            name,
            read(claims),
            Duration.ofSeconds(lifetime),
            Duration.ofSeconds(skew),
            algorithm == null || sealed == null
                ? Optional.empty()
                : Optional.of(keys.open(id, algorithm, sealed)));
    return new StoredTemplate(
        id, template, Instant.ofEpochMilli(createdAt), Instant.ofEpochMilli(updatedAt), version);
  }

  private static IssuerException invalid(String message) {
    return new IssuerException(IssuerException.Code.INVALID_VALUE, message);
  }
}
