package io.aval.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a {@link TestIssuer} answers a request. The exchange is closed afterwards. */
@FunctionalInterface
public interface Behaviour {

  /**
   * Answers.
   *
   * @param exchange the request
   * @param honest the body that an honest issuer sends
   * @param closing opens when the issuer is closed: whoever waits, waits on it
   */
  void answer(HttpExchange exchange, String honest, CountDownLatch closing) throws IOException;

  /** Sends what was asked for. */
  static Behaviour honest() {
    return (exchange, honest, closing) -> send(exchange, 200, honest);
  }

  /** Sends a status with a body. */
  static Behaviour status(int status, String body) {
    return (exchange, honest, closing) -> send(exchange, status, body);
  }

  /** Sends 200 with another body. */
  static Behaviour body(String body) {
    return status(200, body);
  }

  /** Sends nothing at all until the issuer is closed. */
  static Behaviour stall() {
    return (exchange, honest, closing) -> await(closing, Duration.ofDays(1));
  }

  /** Sends nothing until a latch opens, then what was asked for. */
  static Behaviour stallUntil(CountDownLatch latch) {
    return (exchange, honest, closing) -> {
      await(latch, Duration.ofSeconds(30));
      send(exchange, 200, honest);
    };
  }

  /** Sends the right body, one byte at a time with a pause after each. */
  static Behaviour drip(Duration pause) {
    return (exchange, honest, closing) -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        for (byte b : honest.getBytes(StandardCharsets.UTF_8)) {
          out.write(b);
          out.flush();
          if (await(closing, pause)) {
            return;
          }
        }
      }
    };
  }

  /** Closes the connection without an answer. */
  static Behaviour hangUp() {
    return (exchange, honest, closing) -> {};
  }

  /** Promises the whole body, sends half of it and closes the connection. */
  static Behaviour breakOff() {
    return (exchange, honest, closing) -> {
      byte[] body = honest.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    };
  }

  /**
   * Sends the right body with spaces after it.
   *
   * @param bytes length of the whole
   * @param announced whether {@code Content-Length} tells, or the body comes in chunks
   */
  static Behaviour padded(long bytes, boolean announced) {
    return (exchange, honest, closing) -> {
      byte[] body = honest.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, announced ? bytes : 0);
      byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
        for (long left = bytes - body.length; left > 0; left -= spaces.length) {
          out.write(spaces, 0, (int) Math.min(left, spaces.length));
        }
      }
    };
  }

  /** Redirects. */
  static Behaviour redirect(String location) {
    return (exchange, honest, closing) -> {
      exchange.getResponseHeaders().set("Location", location);
      send(exchange, 302, "");
    };
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean await(CountDownLatch latch, Duration longest) {
    try {
      return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
