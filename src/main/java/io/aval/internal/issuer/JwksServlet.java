package io.aval.internal.issuer;

import io.aval.issuer.SigningKeys;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves {@code /.well-known/jwks.json}: the public keys (RFC 7517, section 5). */
final class JwksServlet extends HttpServlet {
  static final String PATH = "/.well-known/jwks.json";

  private static final long serialVersionUID = 1L;

  private final transient SigningKeys keys;

  JwksServlet(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*"); // public, and the same for everybody
    String maxAge = "public, max-age=" + keys.maxAge().toSeconds();
    JsonAnswer.send(response, 200, maxAge, keys.jwks());
  }

  /** Would repeat the caller's cookies. */
  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
  }
}
