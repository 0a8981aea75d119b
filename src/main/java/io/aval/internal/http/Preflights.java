package io.aval.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Answers the preflights of pages that may read the application's answers. */
public final class Preflights {
  private static final String ASKED =
      "Access-Control-Request-Method, Access-Control-Request-Headers";

  private Preflights() {}

  /**
   * Answers a preflight, with nothing but headers. What the application has said of them stands,
   * and the rest is added.
   *
   * @param granted what the page is allowed
   * @param response the answer; what else was written to it is thrown away
   */
  public static void write(Map<String, String> granted, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    Refusals.restart(response);
    granted.forEach(
        (name, value) -> {
          if (!response.containsHeader(name)) {
            response.setHeader(name, value);
          }
        });
    response.addHeader("Vary", ASKED);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.flushBuffer();
  }

  /** Answers a preflight after which nothing of the request is looked at any more. */
  public static void writeAndEnd(
      Map<String, String> granted, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(granted, response);
    Refusals.end(request, response);
  }
}
