package io.aval.internal.cli;

import com.sun.net.httpserver.HttpExchange;
import io.aval.internal.issuer.Caller;
import io.aval.internal.issuer.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call that the JDK's own server carries.
 *
 * @param exchange the call and its answer
 * @param below what the path has behind the endpoint's own
 */
record HttpServerExchange(HttpExchange exchange, @Nullable String below) implements Exchange {
  private static final int NO_BODY = -1;

  @Override
  public String method() {
    return exchange.getRequestMethod();
  }

  @Override
  public @Nullable String query() {
    return exchange.getRequestURI().getRawQuery();
  }

  @Override
  public Caller caller() {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Caller(
        "http", exchange.getRemoteAddress().getAddress().getHostAddress(), "", headers);
  }

  @Override
  public List<String> headers(String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of());
  }

  @Override
  public long contentLength() {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null || !length.matches("\\d{1,18}") ? NO_BODY : Long.parseLong(length);
  }

  @Override
  public InputStream body() {
    return exchange.getRequestBody();
  }

  /** Nobody signs in here. */
  @Override
  public Optional<String> signedIn() {
    return Optional.empty();
  }

  @Override
  public @Nullable String parameter(String name) {
    return null;
  }

  @Override
  public void setHeader(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  @Override
  public void addHeader(String name, String value) {
    exchange.getResponseHeaders().add(name, value);
  }

  @Override
  public void send(int status, byte[] json) throws IOException {
    setHeader("Content-Type", "application/json");
    if (method().equals("HEAD")) {
      setHeader("Content-Length", Integer.toString(json.length));
      exchange.sendResponseHeaders(status, NO_BODY);
    } else {
      exchange.sendResponseHeaders(status, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  @Override
  public void send(int status) throws IOException {
    exchange.sendResponseHeaders(status, NO_BODY);
  }
}
