package io.aval.internal.issuer;

import io.aval.issuer.SigningKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands at {@code /.well-known/openid-configuration} (OpenID Connect Discovery 1.0, section
 * 4).
 *
 * @param issuerUrl what the issuer is called
 * @param keys what it signs with
 */
record DiscoveryDocument(IssuerUrl issuerUrl, SigningKeys keys) implements PublicDocument.Content {
  static final String PATH = "/.well-known/openid-configuration";

  /** What a token may have whatever its template says. */
  private static final List<String> CLAIMS =
      List.of(
          "azp", "exp", "iat", "iss", "jti", "nbf", "sub", "sid", "sts", "v", "o", "act", "fea");

  @Override
  public String cacheControl() {
    return "public, max-age=300";
  }

  @Override
  public Map<String, Object> json(Caller caller) {
    String issuer = issuerUrl.of(caller).toString();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("jwks_uri", issuer + JwksDocument.PATH);
    document.put("id_token_signing_alg_values_supported", algorithms());
    document.put("subject_types_supported", List.of("public"));
    document.put("claims_supported", CLAIMS);
    // Required by the specification; there is no authorization endpoint to send a browser to.
    document.put("response_types_supported", List.of("none"));
    return document;
  }

  /** Those of the published keys; a template's own key is for a verifier that has been given it. */
  private List<?> algorithms() {
    return ((List<?>) keys.jwks().getOrDefault("keys", List.of()))
        .stream().map(key -> ((Map<?, ?>) key).get("alg")).distinct().toList();
  }
}
