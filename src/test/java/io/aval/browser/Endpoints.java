package io.aval.browser;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.internal.http.Refusals;
import io.aval.internal.http.ServletFacts;
import io.aval.internal.jose.JsonText;
import io.aval.internal.request.Doorkeeper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What pages call; behind {@code /api} stands Aval's filter. */
final class Endpoints extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Doorkeeper doorkeeper;
  private final transient Mint mint;

  Endpoints(Doorkeeper doorkeeper, Mint mint) {
    this.doorkeeper = doorkeeper;
    this.mint = mint;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    switch (request.getServletPath()) {
      case "/token" -> token(request, response);
      case "/redirect" -> redirect(request, response);
      case "/seen" -> foreign(request, response);
      default -> api(request, response);
    }
  }

  private void token(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      Optional<String> token =
          mint.token(request.getParameter("user"), request.getParameter("org"));
      response.setStatus(token.isPresent() ? 200 : 204);
      if (token.isPresent()) {
        write(response, token.get());
      }
    } catch (IllegalStateException down) {
      response.setStatus(503);
    }
  }

  private static void redirect(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(302);
    response.setHeader("Location", request.getParameter("to"));
  }

  /** Lets pages of every origin in, with every header: as somebody would who collects tokens. */
  private static void foreign(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "authorization, *");
    write(response, String.valueOf(request.getHeader("Authorization")));
  }

  private void api(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<UserIdentity> caller = doorkeeper.verdictOn(new ServletFacts(request)).identity();
    if (request.getPathInfo().equals("/notes") && caller.isEmpty()) {
      IdentityException refusal = new IdentityException(Reason.NO_TOKEN);
      Refusals.write(
          doorkeeper.answer(refusal, doorkeeper.verdictOn(new ServletFacts(request))),
          request,
          response);
      return;
    }
    response.setContentType("application/json");
    byte[] body = request.getInputStream().readAllBytes();
    Object answer =
        request.getPathInfo().equals("/me")
            ? caller.map(UserIdentity::toJson).orElse(null)
            : Map.of(
                "user",
                caller.map(UserIdentity::getSubject).orElse(""),
                "body",
                new String(body, StandardCharsets.UTF_8));
    write(response, JsonText.write(answer));
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
