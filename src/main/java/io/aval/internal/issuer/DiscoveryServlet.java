package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
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
  private static final String CACHE_CONTROL = "public, max-age=300";
  private static final long serialVersionUID = 1L;

  private final transient IssuerUrl issuerUrl;

  DiscoveryServlet(IssuerUrl issuerUrl) {
    this.issuerUrl = issuerUrl;
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

  private static Map<String, Object> document(String issuer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("jwks_uri", issuer + JwksServlet.PATH);
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("subject_types_supported", List.of("public"));
    // Required by the specification; there is no authorization endpoint to send a browser to.
    document.put("response_types_supported", List.of("none"));
    return document;
  }
}
