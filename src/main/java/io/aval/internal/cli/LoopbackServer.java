package io.aval.internal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aval.internal.issuer.LoopbackIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's own server on this machine's own address, which no other machine reaches. */
final class LoopbackServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MOST_WAITING = 200;

  private final HttpServer server;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(MOST_WAITING),
          LoopbackServer::daemon);

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes a port, and answers nothing yet.
   *
   * @param port the port; 0 for any free one
   * @throws Trouble when it is taken
   */
  static LoopbackServer bind(int port) throws Trouble {
    boundWaits();
    try {
      InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      return new LoopbackServer(
          HttpServer.create(new InetSocketAddress(loopback, port), MOST_WAITING));
    } catch (IOException taken) {
      throw new Trouble(
          "Port " + port + " cannot be used: " + taken.getMessage() + ". Choose another --port.");
    }
  }

  /** The JDK's server waits for slow callers for ever, unless told before it is first used. */
  private static void boundWaits() {
    for (String bound : new String[] {"maxReqTime", "maxRspTime"}) {
      String property = "sun.net.httpserver." + bound;
      if (System.getProperty(property) == null) {
        System.setProperty(property, "30");
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "aval issuer dev");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it is. */
  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Begins to answer. */
  void serve(LoopbackIssuer issuer) {
    server.createContext("/", exchange -> answer(issuer, exchange));
    server.setExecutor(threads);
    server.start();
  }

  private static void answer(LoopbackIssuer issuer, HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      LoopbackIssuer.Route route = issuer.find(path == null ? "" : path);
      route.handler().handle(new HttpServerExchange(exchange, route.below()));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
