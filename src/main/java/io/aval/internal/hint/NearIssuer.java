package io.aval.internal.hint;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer's URL in the parts by which two of them differ. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host, in lower case
 * @param port the port, also where it goes without saying
 * @param path the path without slashes at its end
 */
record NearIssuer(String scheme, String host, int port, String path) {
  private static final int LONGEST = 500;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Takes an issuer apart, where it is such a URL. */
  static Optional<NearIssuer> of(String issuer) {
    if (issuer.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      // A configured issuer may have the place of a tenant in its path.
      String plain = issuer.replace("{tenant}", "tenant");
      URI uri = URI.create(plain.contains("://") ? plain : "https://" + plain);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
      String path = uri.getRawPath().replaceFirst("/+$", "");
      return Optional.of(
          new NearIssuer(scheme, uri.getHost().toLowerCase(Locale.ROOT), port, path));
    } catch (IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }

  /** The host of a URL, or empty text. */
  static String host(String issuer) {
    return of(issuer).map(NearIssuer::host).orElse("");
  }

  /** The same place, written in another way. */
  boolean isSpelling(NearIssuer other) {
    return scheme.equals(other.scheme)
        && host.equals(other.host)
        && port == other.port
        && path.equalsIgnoreCase(other.path);
  }

  /** The same but for {@code http} and {@code https}; the port goes with them. */
  boolean isOtherScheme(NearIssuer other) {
    return !scheme.equals(other.scheme)
        && host.equals(other.host)
        && path.equals(other.path)
        && (port == other.port || (isUsualPort() && other.isUsualPort()));
  }

  /** The same place under another name. */
  boolean isOtherHost(NearIssuer other) {
    boolean here = LOOPBACK.contains(host) && LOOPBACK.contains(other.host) && port == other.port;
    return path.equals(other.path)
        && (here || (!path.isEmpty() && !(host.equals(other.host) && port == other.port)));
  }

  /** Another path of the same place. */
  boolean isOtherPath(NearIssuer other) {
    return host.equals(other.host) && port == other.port && !path.equals(other.path);
  }

  private boolean isUsualPort() {
    return port == (scheme.equals("https") ? 443 : 80);
  }
}
