package io.aval.internal.dashboard;

import jakarta.servlet.http.HttpServletResponse;

/** The headers that every answer of the dashboard has. */
final class Headers {
  private Headers() {}

  static void protect(HttpServletResponse response, String contentSecurityPolicy) {
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }
}
