package io.aval.config;

import java.net.URI;
import java.util.Locale;

/** Web origins as browsers send them (RFC 6454, section 6.2). */
final class Origins {

  private Origins() {}

  /** Reads one origin into the form of an {@code Origin} header. */
  static String read(String text) throws BadValue {
    if (text.equals("*")) {
      throw new BadValue(
          "\"*\" would let any page call with its visitor's cookie; name the origins");
    }
    if (text.equalsIgnoreCase("null")) {
      throw new BadValue("\"null\" is the origin of every sandboxed page; name the origins");
    }
    if (!Urls.hasScheme(text)) {
      throw new BadValue(
          Faults.quote(text) + " is not an origin; write scheme://host, https://app.example.com");
    }
    URI uri = Urls.parse(text);
    if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null) {
      throw new BadValue(
          Faults.quote(text) + " has a path; an origin ends after host and port, without a slash");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String origin = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT);
    return uri.getPort() < 0 || isDefault(scheme, uri.getPort())
        ? origin
        : origin + ":" + uri.getPort();
  }

  private static boolean isDefault(String scheme, int port) {
    return port == (scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1);
  }
}
