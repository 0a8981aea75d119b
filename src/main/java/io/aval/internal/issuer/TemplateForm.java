package io.aval.internal.issuer;

import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller wants a template to be: the whole of a new one, or changes to one that exists. */
final class TemplateForm {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "claims",
          "lifetime",
          "allowed_clock_skew",
          "custom_signing_key",
          "signing_algorithm",
          "signing_key");
  private static final String VERSION = "version";

  private final Fields fields;

  private TemplateForm(Fields fields) {
    this.fields = fields;
  }

  static TemplateForm ofNew(Map<String, @Nullable Object> body) {
    return new TemplateForm(Fields.of(body, FIELDS));
  }

  static TemplateForm ofChange(Map<String, @Nullable Object> body) {
    Set<String> known = new HashSet<>(FIELDS);
    known.add(VERSION);
    return new TemplateForm(Fields.of(body, known));
  }

  /** The version that the caller saw; empty: they do not say. */
  Optional<Long> version() {
    return fields.whole(VERSION);
  }

  /**
   * A new template.
   *
   * @throws ApiFault when something is missing or has another type
   * @throws io.aval.issuer.IssuerException when the template would break a rule
   */
  JwtTemplate create() {
    return new JwtTemplate(
        fields.text("name").orElseThrow(() -> missing("name")),
        claims().orElseThrow(() -> missing("claims")),
        seconds("lifetime").orElse(JwtTemplate.DEFAULT_LIFETIME),
        seconds("allowed_clock_skew").orElse(JwtTemplate.DEFAULT_CLOCK_SKEW),
        key(Optional.empty()));
  }

  /** What a template becomes: as it was where nothing is said, the default where null is said. */
  JwtTemplate change(JwtTemplate before) {
    return new JwtTemplate(
        fields.text("name").orElse(before.name()),
        claims().orElseGet(() -> new LinkedHashMap<>(before.claims())),
        seconds("lifetime")
            .orElse(fields.isNull("lifetime") ? JwtTemplate.DEFAULT_LIFETIME : before.lifetime()),
        seconds("allowed_clock_skew")
            .orElse(
                fields.isNull("allowed_clock_skew")
                    ? JwtTemplate.DEFAULT_CLOCK_SKEW
                    : before.allowedClockSkew()),
        key(before.signingKey()));
  }

  private Optional<Map<String, @Nullable Object>> claims() {
    return fields
        .object("claims")
        .map(
            object -> {
              Map<String, @Nullable Object> claims = new LinkedHashMap<>();
              object.forEach((name, value) -> claims.put((String) name, value));
              return claims;
            });
  }

  private Optional<Duration> seconds(String field) {
    return fields
        .whole(field)
        .map(seconds -> Duration.ofSeconds(Math.max(-1, Math.min(seconds, Integer.MAX_VALUE))));
  }

  /** The key need not be sent again with every change, since nobody can read it to do so. */
  private Optional<TemplateKey> key(Optional<TemplateKey> before) {
    boolean wanted = fields.flag("custom_signing_key").orElse(before.isPresent());
    Optional<String> algorithm = fields.text("signing_algorithm");
    Optional<String> material = fields.text("signing_key");
    if (!wanted) {
      if (material.isPresent()) {
        throw ApiFault.ofParameter(
            ApiFault.Kind.PARAMETER_INVALID,
            "signing_key",
            "signing_key is for templates with custom_signing_key of true.");
      }
      return Optional.empty();
    }
    String alg =
        algorithm
            .or(() -> before.map(TemplateKey::algorithm))
            .orElseThrow(() -> missing("signing_algorithm"));
    if (material.isEmpty() && before.filter(key -> key.algorithm().equals(alg)).isPresent()) {
      return before;
    }
    return Optional.of(TemplateKey.of(alg, material.orElseThrow(() -> missing("signing_key"))));
  }

  private static ApiFault missing(String field) {
    return ApiFault.ofParameter(ApiFault.Kind.PARAMETER_MISSING, field, field + " is missing.");
  }
}
