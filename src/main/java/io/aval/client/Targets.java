package io.aval.client;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom tokens are sent to: origins, compared as scheme, host and port and never as text, so that
 * neither {@code https://good.test.evil.test} nor {@code https://good.test@evil.test} is {@code
 * https://good.test}.
 *
 * @param origins scheme, host and port of each
 */
record Targets(Set<String> origins) {

  /**
   * Reads origins.
   *
   * @throws IllegalArgumentException for none, for anything with a path, query or user name, and
   *     for what is not secure
   */
  static Targets of(String... origins) {
    if (origins.length == 0) {
      throw new IllegalArgumentException("Name at least one origin that tokens are sent to");
    }
    return new Targets(Arrays.stream(origins).map(Targets::read).collect(Collectors.toSet()));
  }

  private static String read(String text) {
    URI uri = ServerUrl.secureOrigin(text);
    boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
    String origin = bare && uri.getRawQuery() == null ? origin(uri) : null;
    if (origin == null) {
      throw new IllegalArgumentException(
          "An origin is scheme, host and port, like https://notes.example.com:8443");
    }
    return origin;
  }

  /** Whether a call to this URL gets a token. */
  boolean include(URI uri) {
    @Nullable String origin = origin(uri);
    return origin != null && origins.contains(origin);
  }

  /** The origin; null where the URL has none, or a user name, which nobody needs beside a token. */
  private static @Nullable String origin(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https") || scheme.equals("wss");
    boolean open = scheme.equals("http") || scheme.equals("ws");
    if (uri.getHost() == null || uri.getRawUserInfo() != null || !(secure || open)) {
      return null;
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return (secure ? "https://" : "http://") + host + ":" + port;
  }
}
