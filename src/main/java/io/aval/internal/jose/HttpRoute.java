package io.aval.internal.jose;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The way to a server: directly or through a proxy, with TLS for {@code https}.
 *
 * @param tls makes TLS out of a connected socket
 * @param proxy the configured proxy; empty: what the JVM says ({@link ProxySelector})
 * @param connectTimeout bound on connecting, per server
 */
record HttpRoute(SSLSocketFactory tls, Optional<URI> proxy, Duration connectTimeout) {
  /** RFC 9110, section 15.5.8: only a proxy says this. */
  private static final int PROXY_AUTHENTICATION = 407;

  /** A connection, ready for one request. */
  record Connection(Socket socket, InputStream in, String target) {}

  /**
   * Connects.
   *
   * @param uri an {@code http} or {@code https} URL
   * @param raw an unconnected socket made by {@link #socket}; the caller closes it in any case
   * @throws IOException when the server or the proxy cannot be reached or is not who it should be
   */
  Connection connect(URI uri, DeadlineSocket raw) throws IOException {
    boolean https = isHttps(uri);
    Proxy through = proxyFor(uri);
    String path = path(uri);
    if (through.type() != Proxy.Type.HTTP) {
      connect(raw, uri.getHost(), port(uri));
      Socket socket = https ? secure(raw, uri) : raw;
      return new Connection(socket, new BufferedInputStream(socket.getInputStream()), path);
    }
    InetSocketAddress relay = (InetSocketAddress) through.address();
    connect(raw, relay.getHostString(), relay.getPort());
    if (!https) {
      String absolute = "http://" + authority(uri) + path;
      return new Connection(raw, new BufferedInputStream(raw.getInputStream()), absolute);
    }
    tunnel(raw, uri);
    Socket socket = secure(raw, uri);
    return new Connection(socket, new BufferedInputStream(socket.getInputStream()), path);
  }

  /** Makes the socket for a connection. */
  DeadlineSocket socket(URI uri, long deadlineNanos) {
    Proxy through = proxyFor(uri);
    return new DeadlineSocket(
        through.type() == Proxy.Type.SOCKS ? through : Proxy.NO_PROXY, deadlineNanos);
  }

  /** The {@code Host} of a URL: the port only where it is not the scheme's. */
  static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static String path(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private Proxy proxyFor(URI uri) {
    if (Transport.isLoopback(uri.getHost())) {
      return Proxy.NO_PROXY; // a proxy has a loopback of its own
    }
    if (proxy.isPresent()) {
      URI relay = proxy.get();
      return new Proxy(
          Proxy.Type.HTTP, InetSocketAddress.createUnresolved(relay.getHost(), port(relay)));
    }
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> choice = selector == null ? List.of() : selector.select(uri);
    return choice.isEmpty() ? Proxy.NO_PROXY : choice.get(0);
  }

  private void connect(DeadlineSocket raw, String host, int port) throws IOException {
    int timeout = (int) Math.min(connectTimeout.toMillis(), raw.remainingMillis());
    raw.connect(new InetSocketAddress(InetAddress.getByName(bare(host)), port), timeout);
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Asks a proxy for a way through to a TLS server (RFC 9110, section 9.3.6). */
  private static void tunnel(Socket raw, URI uri) throws IOException {
    String goal = uri.getHost() + ":" + port(uri);
    String request = "CONNECT " + goal + " HTTP/1.1\r\nHost: " + goal + "\r\n\r\n";
    raw.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    HttpAnswer answer = HttpAnswer.readHead(raw.getInputStream());
    if (answer.status() != 200) {
      throw new IOException(
          "The proxy answered " + answer.status() + " to CONNECT " + goal + wish(answer.status()));
    }
  }

  /** What a proxy wants that refuses with a status, where that is known. */
  static String wish(int status) {
    return status == PROXY_AUTHENTICATION
        ? ": it asks for credentials, which aval.http.proxy cannot have"
        : "";
  }

  private SSLSocket secure(Socket raw, URI uri) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(raw, bare(uri.getHost()), port(uri), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110, section 4.3.4
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
