package io.aval.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP proxy on loopback: {@code CONNECT}, and requests with a whole URL (RFC 9110, sections
 * 7.1 and 9.3.6). It knows servers on loopback by public names, asks no name server, and refuses
 * every other name, so that whatever goes through it stays on this machine.
 */
public final class LoopbackProxy implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackProxy::daemon);
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final Set<String> locked = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  private LoopbackProxy(ServerSocket server) {
    this.server = server;
  }

  /** Starts a proxy that knows nobody yet. */
  public static LoopbackProxy start() {
    try {
      LoopbackProxy proxy =
          new LoopbackProxy(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
      proxy.threads.execute(proxy::listen);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leads to a server on loopback from now on; the name is {@code host:port}. */
  public void know(String name, int port) {
    ports.put(name, port);
  }

  /** Wants credentials for this {@code host:port} from now on: 407. */
  public void lock(String name) {
    locked.add(name);
  }

  /** What {@code aval.http.proxy} says. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The method and {@code host:port} of every request, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** The {@code host:port}s that nobody is known under. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      RequestHead head = RequestHead.read(client.getInputStream());
      boolean tunnel = head.method().equals("CONNECT");
      URI uri = URI.create(tunnel ? "none://" + head.target() : head.target());
      String name = uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort());
      asked.add(head.method() + " " + name);
      Integer port = ports.get(name);
      if (locked.contains(name)) {
        answer(
            client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
      } else if (port == null) {
        refused.add(name);
        answer(client, "502 Bad Gateway");
      } else {
        lead(client, port, head, uri);
      }
    } catch (IOException e) {
      return; // one of both has hung up
    }
  }

  private void lead(Socket client, int port, RequestHead head, URI uri) throws IOException {
    try (Socket goal = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      goal.setSoTimeout(PATIENCE_MILLIS);
      if (head.method().equals("CONNECT")) {
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
      } else {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        goal.getOutputStream().write(head.to(uri.getRawPath() + query));
      }
      threads.execute(() -> carry(client, goal));
      goal.getInputStream().transferTo(client.getOutputStream());
      client.shutdownOutput();
    }
  }

  private static void carry(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // the answer is through, or never will be
    }
  }

  private static void answer(Socket client, String status) throws IOException {
    String text = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test-proxy");
    thread.setDaemon(true);
    return thread;
  }
}
