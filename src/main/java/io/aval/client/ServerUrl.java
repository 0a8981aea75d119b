package io.aval.client;

import io.aval.internal.jose.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** What every URL must keep to that a secret or a token is sent to. */
final class ServerUrl {
  private ServerUrl() {}

  /**
   * Reads a URL that will be fetched.
   *
   * @throws IllegalArgumentException when it is anything but {@code https} with a host, or {@code
   *     http} to this machine, or has a user name, a fragment or an impossible port
   */
  static URI secure(String text) {
    return secure(parse(text), "https", "http");
  }

  /** Reads an origin, which may be one of WebSockets, too: {@code wss}, or {@code ws} likewise. */
  static URI secureOrigin(String text) {
    URI uri = parse(text);
    boolean socket = scheme(uri).startsWith("ws");
    return socket ? secure(uri, "wss", "ws") : secure(uri, "https", "http");
  }

  private static URI secure(URI uri, String secure, String open) {
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "A server's URL has a host name, and neither a user name nor a fragment");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new IllegalArgumentException("The URL has no valid port: " + uri.getPort());
    }
    String scheme = scheme(uri);
    boolean safe =
        scheme.equals(secure) || (scheme.equals(open) && Transport.isLoopback(uri.getHost()));
    if (!safe) {
      throw new IllegalArgumentException(
          "Tokens and secrets are sent over https only, or over http to this machine, not to "
              + scheme
              + "://"
              + uri.getHost());
    }
    return uri;
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Without what it quotes: the text may have a password in it.
      throw new IllegalArgumentException("This is not a URL: " + e.getReason());
    }
  }
}
