package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import io.aval.issuer.SigningKeys;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Serves {@code /.well-known/openid-configuration} (OpenID Connect Discovery 1.0, section 4). */
final class DiscoveryServlet extends HttpServlet {
  static final String PATH = "/.well-known/openid-configuration";

  private static final String CACHE_CONTROL = "public, max-age=300";

  /** What a token may have whatever its template says. */
  private static final List<String> CLAIMS =
      List.of(
          "azp", "exp", "iat", "iss", "jti", "nbf", "sub", "sid", "sts", "v", "o", "act", "fea");

  private static final long serialVersionUID = 1L;

  private final transient IssuerUrl issuerUrl;
  private final transient SigningKeys keys;

  DiscoveryServlet(IssuerUrl issuerUrl, SigningKeys keys) {
    this.issuerUrl = issuerUrl;
    this.keys = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      URI issuer = issuerUrl.of(Caller.of(request));
      response.setHeader("Access-Control-Allow-Origin", "*"); // public, and the same for everybody
      JsonAnswer.send(response, 200, CACHE_CONTROL, document(issuer.toString()));
    } catch (IssuerException e) {
      JsonAnswer.send(response, e);
    }
  }

  /** Would repeat the caller's cookies. */
  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
  }

  private Map<String, Object> document(String issuer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("jwks_uri", issuer + JwksServlet.PATH);
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
