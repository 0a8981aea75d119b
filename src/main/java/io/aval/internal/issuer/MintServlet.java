package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code POST /v1/client/sessions/{session}/tokens/{template}}: Clerk's call for a browser
 * that wants a token from a template.
 */
final class MintServlet extends HttpServlet {
  static final String PATTERN = "/v1/client/sessions/*";

  private static final long serialVersionUID = 1L;

  private final transient MintRule rule;
  private final transient IssuerUrl issuerUrl;
  private final transient DemoMint mint;

  MintServlet(MintRule rule, IssuerUrl issuerUrl, DemoMint mint) {
    this.rule = rule;
    this.issuerUrl = issuerUrl;
    this.mint = mint;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    if (rule.isAllowed(caller.origin())) {
      response.setHeader("Access-Control-Allow-Origin", caller.origin());
    }
    response.addHeader("Vary", "Origin");
    try {
      Map<String, Object> token = new LinkedHashMap<>();
      token.put("object", "token");
      token.put("jwt", mint(caller, request.getPathInfo()));
      JsonAnswer.send(response, 200, "no-store", token);
    } catch (IssuerException e) {
      JsonAnswer.send(response, e);
    }
  }

  private String mint(Caller caller, @Nullable String path) {
    Optional<String> origin = rule.check(caller);
    String[] parts = path == null ? new String[0] : path.split("/", -1);
    if (parts.length != 4 || !parts[2].equals("tokens")) {
      throw new IssuerException(
          IssuerException.Code.RESOURCE_NOT_FOUND,
          "There is nothing here but POST /v1/client/sessions/{session}/tokens/{template}.");
    }
    return mint.mint(issuerUrl.of(caller), parts[1], parts[3], origin);
  }
}
