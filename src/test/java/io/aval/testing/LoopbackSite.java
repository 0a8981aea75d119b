package io.aval.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A web server on loopback that many public hosts share: it has documents by their whole URL, and
 * tells the hosts apart by what the request asks for.
 */
public final class LoopbackSite implements AutoCloseable {
  private final String scheme;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackSite::daemon);
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

  private LoopbackSite(String scheme, HttpServer server) {
    this.scheme = scheme;
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts a server for {@code http}. */
  public static LoopbackSite http() {
    try {
      return new LoopbackSite("http", HttpServer.create(any(), 50));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server for {@code https}. */
  public static LoopbackSite https(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(any(), 50);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new LoopbackSite("https", server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a JSON document at a URL from now on. */
  public LoopbackSite put(String url, String json) {
    documents.put(url, json);
    return this;
  }

  /** How often a URL was asked for. */
  public int requests(String url) {
    AtomicInteger count = requests.get(url);
    return count == null ? 0 : count.get();
  }

  /** Where it listens on 127.0.0.1. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String url =
          scheme + "://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
      requests.computeIfAbsent(url, first -> new AtomicInteger()).incrementAndGet();
      String document = documents.get(url);
      byte[] body = (document == null ? "{}" : document).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(document == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static InetSocketAddress any() throws IOException {
    return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test-site");
    thread.setDaemon(true);
    return thread;
  }
}
