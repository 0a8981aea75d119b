package io.aval.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What every configured URL must keep to. */
final class Urls {
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");
  private static final Pattern BROKEN_SCHEME = Pattern.compile("(?i)https?:(?!//).*|/.*");
  private static final Pattern LOOPBACK_4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
  private static final Pattern LOOPBACK_6 = Pattern.compile("\\[(::|(0{1,4}:){7})0{0,3}1]");

  private Urls() {}

  static boolean hasScheme(String text) {
    return SCHEME.matcher(text).matches();
  }

  /** Adds {@code https://} where there is no scheme at all. */
  static String withScheme(String text) throws BadValue {
    if (BROKEN_SCHEME.matcher(text).matches()) {
      throw new BadValue(Faults.quote(text) + " is not a URL; begin it with https://");
    }
    return hasScheme(text) ? text : "https://" + text;
  }

  /** Parses a hierarchical URL with a host, and without credentials or fragment. */
  static URI parse(String text) throws BadValue {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValue("is not a URL: " + e.getReason() + " at position " + (e.getIndex() + 1));
    }
    String authority = uri.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw new BadValue("the URL has a user name or password in it; remove that part");
    }
    if (uri.getHost() == null) {
      throw new BadValue(Faults.quote(text) + " has no valid host name");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new BadValue(Faults.quote(text) + " has no valid port");
    }
    if (uri.getRawFragment() != null) {
      throw new BadValue(Faults.quote(text) + " has a fragment (#…); remove it");
    }
    return uri;
  }

  /**
   * Parses a URL that is fetched: {@code https}, or {@code http} where that is safe or asked for.
   */
  static URI fetched(String text, boolean insecureHttp) throws BadValue {
    if (!hasScheme(text)) {
      throw new BadValue(Faults.quote(text) + " has no scheme; begin it with https://");
    }
    URI uri = parse(text);
    checkTransport(uri, insecureHttp, " or, for a test network only, set insecure-http=true");
    return uri;
  }

  /**
   * Refuses schemes other than {@code https}, and {@code http} beyond loopback unless asked for.
   */
  static void checkTransport(URI uri, boolean insecureHttp, String otherwise) throws BadValue {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !insecureHttp && !isLoopback(uri.getHost())) {
      throw new BadValue(
          "http is accepted for loopback only, since anybody on the way could replace what is sent;"
              + " use https"
              + otherwise);
    }
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new BadValue("the scheme " + Faults.quote(scheme) + " is not accepted; use https");
    }
  }

  /**
   * Whether a host, as {@link URI#getHost} has it, can only be this machine; asks no name server.
   */
  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || LOOPBACK_4.matcher(host).matches()
        || LOOPBACK_6.matcher(host).matches();
  }

  static String withoutTrailingSlashes(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }
}
