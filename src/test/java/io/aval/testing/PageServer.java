package io.aval.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Pages of another origin: a server on loopback with one empty page at every path. Under its two
 * names, {@code localhost} and {@code 127.0.0.1}, it is two sites for a browser.
 */
public final class PageServer implements AutoCloseable {
  private static final byte[] PAGE =
      "<!doctype html><title>page</title><link rel=\"icon\" href=\"data:,\"><body></body>"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private PageServer(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port. */
  public static PageServer start() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      PageServer made = new PageServer(HttpServer.create(any, 50));
      made.server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
              exchange.sendResponseHeaders(200, PAGE.length);
              exchange.getResponseBody().write(PAGE);
            }
          });
      made.server.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The origin of the pages under a name of this machine. */
  public String origin(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  /** Both origins, as a list of the configuration. */
  public String origins() {
    return origin("localhost") + "," + origin("127.0.0.1");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
