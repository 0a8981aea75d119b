package io.aval.internal.issuer;

import io.aval.internal.jose.JsonText;
import io.aval.issuer.IssuerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the issuer's answers: JSON, and errors in the shape of Clerk's API. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /** Answers with JSON: maps, lists, text, numbers, booleans and null. */
  public static void send(Exchange exchange, int status, String cacheControl, Object json)
      throws IOException {
    exchange.setHeader("Cache-Control", cacheControl);
    exchange.setHeader("X-Content-Type-Options", "nosniff");
    exchange.send(status, JsonText.write(json).getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with an error of the issuer's. */
  public static void send(Exchange exchange, IssuerException error) throws IOException {
    IssuerException.Code code = error.getCode();
    send(
        exchange,
        code.getStatus(),
        "no-store",
        errors(code.getText(), code.getSummary(), error, Map.of()));
  }

  /** Answers a call that was out of shape. */
  static void send(Exchange exchange, ApiFault fault) throws IOException {
    fault.headers().forEach(exchange::setHeader);
    ApiFault.Kind kind = fault.kind();
    send(
        exchange,
        kind.status(),
        "no-store",
        errors(kind.code(), kind.summary(), fault, fault.meta()));
  }

  private static Map<String, Object> errors(
      String code, String summary, RuntimeException fault, Map<String, Object> meta) {
    Map<String, Object> entry =
        Map.of(
            "code", code,
            "message", summary,
            "long_message", String.valueOf(fault.getMessage()),
            "meta", meta);
    return Map.of("errors", List.of(entry));
  }
}
