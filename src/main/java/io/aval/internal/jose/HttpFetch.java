package io.aval.internal.jose;

import io.aval.config.IdentityConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches over the network, in the calling thread. Safe for use by many threads; holds no
 * connection between two fetches and has no thread.
 *
 * <p><b>Why not the JDK's clients.</b> On Java 17 {@code java.net.http.HttpClient} cannot be
 * closed: its selector thread, which remembers the class loader of the application that made it,
 * runs on until the garbage collector finds the client, so that each redeployment leaves a thread
 * behind for some time. {@code HttpURLConnection} knows timeouts per read only: an issuer that
 * sends one byte a second, in the header or in the body, holds a thread for hours, and closing the
 * connection from another thread waits for that very read. What is needed is small: one GET per
 * connection, closed afterwards. A socket whose stream ends at a deadline ({@link DeadlineSocket})
 * bounds name, TLS, header and body at once, needs no thread, and leaves nothing behind.
 *
 * <p><b>Bounds.</b> Connecting takes at most 2 s and all of it, redirects included, 5 s; the body
 * has at most 1 MiB; at most two redirects are followed and never to another scheme, host or port;
 * only 200 is an answer. Looking up a host name is bounded by the system's resolver alone.
 */
public final class HttpFetch implements Fetch {
  private static final int MOST_REDIRECTS = 2;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern MAX_AGE =
      Pattern.compile("(?i)(?:^|,)\\s*max-age\\s*=\\s*\"?(\\d+)\"?\\s*(?:$|,)");

  /** How long a fetch may take, and how large its answer may be. */
  record Bounds(Duration connect, Duration whole, int body) {
    static final Bounds USUAL = new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(5), 1 << 20);
  }

  /** Sees the answers of servers before they are judged. */
  interface Witness {
    void answered(URI uri, HttpAnswer answer, Socket socket);
  }

  private final HttpRoute route;
  private final Bounds bounds;
  private final Witness witness;

  /**
   * Makes the way to the network.
   *
   * @param http the configured authorities and proxy
   * @throws IllegalArgumentException when the file with the authorities cannot be used; the message
   *     names the configuration key
   */
  public HttpFetch(IdentityConfig.Http http) {
    this(http, Bounds.USUAL);
  }

  HttpFetch(IdentityConfig.Http http, Bounds bounds) {
    this(http, bounds, (uri, answer, socket) -> {});
  }

  HttpFetch(IdentityConfig.Http http, Bounds bounds, Witness witness) {
    this.bounds = bounds;
    this.witness = witness;
    try {
      route =
          new HttpRoute(TrustedAuthorities.sockets(http.caFile()), http.proxy(), bounds.connect());
    } catch (IOException e) {
      throw new IllegalArgumentException("aval.http.ca-file: " + LogText.reason(e), e);
    }
  }

  @Override
  public Fetched get(URI uri) throws IOException {
    long deadline = System.nanoTime() + bounds.whole().toNanos();
    try {
      URI place = new URI(uri.toASCIIString());
      for (int redirects = 0; ; redirects++) {
        Exchange exchange = exchange(place, deadline);
        if (exchange.redirect().isEmpty()) {
          return new Fetched(exchange.body(), exchange.maxAge());
        }
        if (redirects == MOST_REDIRECTS) {
          throw new IOException("More than two redirects");
        }
        place = follow(place, exchange.redirect().get());
      }
    } catch (IOException | java.net.URISyntaxException | IllegalArgumentException e) {
      throw new IOException(LogText.quote(uri.toString()) + ": " + LogText.reason(e), e);
    }
  }

  /** One answer: a body, or where to go for it. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  private record Exchange(byte[] body, Optional<Duration> maxAge, Optional<String> redirect) {}

  private Exchange exchange(URI uri, long deadline) throws IOException {
    try (DeadlineSocket raw = route.socket(uri, deadline)) {
      HttpRoute.Connection connection = route.connect(uri, raw);
      connection.socket().getOutputStream().write(request(uri, connection.target()));
      HttpAnswer answer = HttpAnswer.readHead(connection.in());
      witness.answered(uri, answer, connection.socket());
      String location = answer.headers().get("Location");
      if (REDIRECTS.contains(answer.status()) && location != null) {
        return new Exchange(new byte[0], Optional.empty(), Optional.of(location));
      }
      if (answer.status() != 200) {
        throw new IOException(
            "The server answered " + answer.status() + HttpRoute.wish(answer.status()));
      }
      byte[] body = answer.readBody(connection.in(), bounds.body());
      return new Exchange(body, maxAge(answer), Optional.empty());
    }
  }

  private static byte[] request(URI uri, String target) {
    String head =
        String.join(
            "\r\n",
            "GET " + target + " HTTP/1.1",
            "Host: " + HttpRoute.authority(uri),
            "Accept: application/json",
            "Accept-Encoding: identity",
            "User-Agent: aval",
            "Connection: close",
            "",
            "");
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  private static URI follow(URI from, String location) throws IOException {
    // java.net.URI still drops the last path segment here, unlike RFC 3986, section 5.2.2.
    boolean queryOnly = location.startsWith("?");
    URI to = from.resolve(queryOnly ? from.getRawPath() + location : location);
    boolean sameServer =
        from.getScheme().equalsIgnoreCase(to.getScheme())
            && from.getHost().equalsIgnoreCase(to.getHost())
            && HttpRoute.port(from) == HttpRoute.port(to)
            && to.getRawUserInfo() == null;
    if (!sameServer) {
      throw new IOException("A redirect to another server: " + LogText.quote(location));
    }
    return to;
  }

  private static Optional<Duration> maxAge(HttpAnswer answer) {
    Matcher maxAge = MAX_AGE.matcher(answer.headers().getOrDefault("Cache-Control", ""));
    if (!maxAge.find()) {
      return Optional.empty();
    }
    String seconds = maxAge.group(1);
    return Optional.of(
        Duration.ofSeconds(seconds.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(seconds)));
  }
}
