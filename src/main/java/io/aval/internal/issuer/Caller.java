package io.aval.internal.issuer;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells of where it comes from and which address it was sent to.
 *
 * <p>A {@code Host} header is the caller's word. It is believed in one case only: the connection
 * comes from this machine, the header names this machine, and nothing shows that a proxy stands
 * between.
 *
 * @param scheme {@code http} or {@code https}
 * @param remoteAddress the address at the other end of the connection
 * @param contextPath the application's path, empty or beginning with a slash
 * @param headers the first value of each header; names compare without case
 */
public record Caller(
    String scheme, String remoteAddress, String contextPath, TreeMap<String, String> headers) {
  private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.]{2,45}(%[\\w.-]+)?");
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
  private static final Set<String> PROXY_HEADERS =
      Set.of("forwarded", "via", "x-real-ip", "true-client-ip", "cf-connecting-ip");

  /** Whether the call comes from this machine, was addressed to it, and passed no proxy. */
  public boolean isLoopback() {
    return isLoopback(remoteAddress)
        && LOOPBACK_HOST.matcher(host()).matches()
        && headers.keySet().stream().noneMatch(Caller::isFromProxy);
  }

  /** The URL under which this application was called, when the call {@link #isLoopback()}. */
  public Optional<URI> loopbackUrl() {
    return isLoopback() ? Optional.of(URI.create(ownOrigin() + contextPath)) : Optional.empty();
  }

  /** The origin of pages that this server itself delivers, as this caller addressed it. */
  public String ownOrigin() {
    return scheme + "://" + host();
  }

  /** The origin of the page that made the browser call; browsers add it to every POST. */
  public @Nullable String origin() {
    return headers.get("Origin");
  }

  /** What the browser says of the page's relation to this server, if it is one that says so. */
  public @Nullable String fetchSite() {
    return headers.get("Sec-Fetch-Site");
  }

  private String host() {
    return headers.getOrDefault("Host", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isLoopback(String address) {
    if (!NUMERIC.matcher(address).matches()) {
      return false; // a name, which would be looked up
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isFromProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith("x-forwarded") || PROXY_HEADERS.contains(name);
  }
}
