package io.aval.internal.issuer;

import io.aval.internal.jose.JsonText;
import io.aval.issuer.IssuerException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the issuer's answers: JSON, and errors in the shape of Clerk's API. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /** Answers with JSON: maps, lists, text, numbers, booleans and null. */
  public static void send(
      HttpServletResponse response, int status, String cacheControl, Object json)
      throws IOException {
    byte[] body = JsonText.write(json).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", cacheControl);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Answers with an error. */
  public static void send(HttpServletResponse response, IssuerException error) throws IOException {
    IssuerException.Code code = error.getCode();
    Map<String, Object> entry =
        Map.of(
            "code", code.getText(),
            "message", code.getSummary(),
            "long_message", String.valueOf(error.getMessage()),
            "meta", Map.of());
    send(response, code.getStatus(), "no-store", Map.of("errors", List.of(entry)));
  }
}
