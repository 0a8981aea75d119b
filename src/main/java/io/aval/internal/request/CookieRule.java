package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a browser's cookie, the application's own or that of a proxy which turns it into a header,
 * from being a token on a request that another site made the browser send, and another site's page
 * from opening a WebSocket at all.
 *
 * <p>Reading is harmless without an answer that the other site may read, so safe methods pass. On
 * any other method the browser must say that the page is ours: by {@code Sec-Fetch-Site:
 * same-origin}, or by an {@code Origin} that is the request's own or allowed. A request that says
 * neither is refused.
 */
final class CookieRule {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> allowedOrigins;

  CookieRule(Set<String> allowedOrigins) {
    this.allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * Checks a request whose token came from a cookie.
   *
   * @throws IdentityException with {@link Reason#CROSS_ORIGIN}
   */
  void check(RequestFacts request) {
    if (SAFE_METHODS.contains(request.method()) && !Handshake.isOne(request)) {
      return;
    }
    Optional<String> origin = request.header("Origin");
    boolean trusted =
        origin.isPresent()
            ? isOwnOrAllowed(origin.get(), request)
            : request.header("Sec-Fetch-Site").filter("same-origin"::equals).isPresent();
    if (!trusted) {
      throw new IdentityException(
          Reason.CROSS_ORIGIN,
          "the token of a cookie, or of a proxy's header, needs an Origin that is own or allowed");
    }
  }

  /**
   * Checks a request whose token stands in a header of its own, where a proxy puts it that knows
   * browsers by a cookie of its own: for a browser's request the same rule holds. Programs that
   * speak to the proxy by other means send neither header.
   *
   * @throws IdentityException with {@link Reason#CROSS_ORIGIN}
   */
  void checkProxied(RequestFacts request) {
    if (request.header("Origin").isPresent() || request.header("Sec-Fetch-Site").isPresent()) {
      check(request);
    }
  }

  /**
   * Checks a handshake, whatever token it has: the browser asks nobody before it opens a WebSocket
   * to another site, and lets the page read what comes. Who is no browser sends no {@code Origin}.
   *
   * @throws IdentityException with {@link Reason#CROSS_ORIGIN}
   */
  void checkHandshake(RequestFacts request) {
    Optional<String> origin = request.header("Origin");
    if (Handshake.isOne(request) && origin.isPresent() && !isOwnOrAllowed(origin.get(), request)) {
      throw new IdentityException(
          Reason.CROSS_ORIGIN, "a WebSocket's Origin is neither own nor allowed");
    }
  }

  private boolean isOwnOrAllowed(String origin, RequestFacts request) {
    // The browser knows better than a server behind a proxy whether the page is of this origin.
    Optional<String> site = request.header("Sec-Fetch-Site");
    return allowedOrigins.contains(origin)
        || site.map("same-origin"::equals).orElseGet(() -> origin.equals(request.ownOrigin()));
  }
}
