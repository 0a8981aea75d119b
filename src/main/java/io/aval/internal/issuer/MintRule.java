package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may have a demo user's token: a program or a page on this machine, and no page of another
 * site that a browser on this machine happens to show. Immutable.
 */
final class MintRule {
  private final Set<String> allowedOrigins;

  MintRule(Set<String> allowedOrigins) {
    this.allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * Lets the caller pass or refuses it.
   *
   * @return the origin of the page that asked, empty for a caller that is no browser
   * @throws IssuerException when the caller may not have the token
   */
  Optional<String> check(Caller caller) {
    if (!caller.isLoopback()) {
      throw new IssuerException(
          IssuerException.Code.AUTHORIZATION_INVALID,
          "Demo users' tokens are minted only for callers on the server's own machine, that"
              + " address it as localhost and without a proxy.");
    }
    String origin = caller.origin();
    if (origin == null ? isFromOtherSite(caller.fetchSite()) : !isAccepted(origin, caller)) {
      throw new IssuerException(
          IssuerException.Code.ORIGIN_INVALID,
          "The page that made this call is not of this server's origin, nor of one in"
              + " aval.allowed-origins.");
    }
    return Optional.ofNullable(origin);
  }

  /** Whether a page of this origin may read the answer although it is not this server's own. */
  boolean isAllowed(@Nullable String origin) {
    return origin != null && allowedOrigins.contains(origin);
  }

  private boolean isAccepted(String origin, Caller caller) {
    return origin.equals(caller.ownOrigin()) || allowedOrigins.contains(origin);
  }

  private static boolean isFromOtherSite(@Nullable String fetchSite) {
    return fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none");
  }
}
