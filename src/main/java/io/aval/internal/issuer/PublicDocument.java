package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import java.io.IOException;
import java.util.Map;

/**
 * A document that everybody may read, pages of any origin included. Other methods are refused,
 * {@code TRACE} among them, which would repeat the caller's cookies.
 *
 * @param content what it says
 */
record PublicDocument(PublicDocument.Content content) implements Handler {
  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  /** What a document says. Safe for many threads. */
  interface Content {

    /** For how long it may be kept, as {@code Cache-Control} has it. */
    String cacheControl();

    /**
     * The document for one caller.
     *
     * @throws IssuerException when there is none
     */
    Map<String, Object> json(Caller caller);
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    switch (exchange.method()) {
      case "GET", "HEAD" -> answer(exchange);
      case "OPTIONS" -> {
        exchange.setHeader("Allow", ALLOWED);
        exchange.send(200);
      }
      default -> JsonAnswer.send(exchange, ApiFault.methodNotAllowed(ALLOWED));
    }
  }

  private void answer(Exchange exchange) throws IOException {
    try {
      Map<String, Object> json = content.json(exchange.caller());
      exchange.setHeader("Access-Control-Allow-Origin", "*"); // the same for everybody
      JsonAnswer.send(exchange, 200, content.cacheControl(), json);
    } catch (IssuerException none) {
      JsonAnswer.send(exchange, none);
    }
  }
}
