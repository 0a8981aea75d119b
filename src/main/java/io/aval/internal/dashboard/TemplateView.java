package io.aval.internal.dashboard;

import io.aval.internal.jose.PrettyJson;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template as the page gets it: everything but its key. */
final class TemplateView {
  private TemplateView() {}

  static Map<String, @Nullable Object> of(StoredTemplate stored) {
    Map<String, @Nullable Object> json = fields(stored.template());
    json.put("id", stored.id());
    json.put("created_at", millis(stored.createdAt()));
    json.put("updated_at", millis(stored.updatedAt()));
    json.put("version", stored.version());
    return json;
  }

  static Map<String, @Nullable Object> fields(JwtTemplate template) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", template.name());
    json.put("claims_text", PrettyJson.write(template.claims()));
    json.put("lifetime", template.lifetime().toSeconds());
    json.put("allowed_clock_skew", template.allowedClockSkew().toSeconds());
    json.put("custom_signing_key", template.signingKey().isPresent());
    json.put(
        "signing_algorithm", template.signingKey().map(TemplateKey::algorithm).orElse("RS256"));
    return json;
  }

  /** The files of an application have no date. */
  private static @Nullable Long millis(Instant instant) {
    return instant.equals(Instant.EPOCH) ? null : instant.toEpochMilli();
  }
}
