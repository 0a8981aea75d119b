package io.aval.internal.issuer;

import io.aval.issuer.JwtTemplate;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template as the endpoints show it: everything but its key. */
final class TemplateView {
  /** What the issuer's own keys sign with; Clerk's answers name it, too. */
  private static final String OWN_ALGORITHM = "RS256";

  private TemplateView() {}

  static Map<String, @Nullable Object> of(StoredTemplate stored) {
    JwtTemplate template = stored.template();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("object", "jwt_template");
    view.put("id", stored.id());
    view.put("name", template.name());
    view.put("claims", template.claims());
    view.put("lifetime", template.lifetime().toSeconds());
    view.put("allowed_clock_skew", template.allowedClockSkew().toSeconds());
    view.put("custom_signing_key", template.signingKey().isPresent());
    view.put(
        "signing_algorithm",
        template.signingKey().map(TemplateKey::algorithm).orElse(OWN_ALGORITHM));
    view.put("created_at", stored.createdAt().toEpochMilli());
    view.put("updated_at", stored.updatedAt().toEpochMilli());
    view.put("version", stored.version());
    return view;
  }

  static Map<String, Object> deleted(StoredTemplate stored) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("object", "jwt_template");
    view.put("id", stored.id());
    view.put("deleted", true);
    return view;
  }
}
