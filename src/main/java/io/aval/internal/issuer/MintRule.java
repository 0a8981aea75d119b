package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may have a browser fetch tokens with its cookies, and who may have a demo user's
 * token. Immutable.
 */
final class MintRule {
  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("https?://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final Predicate<String> allowedOrigins;

  private MintRule(Predicate<String> allowedOrigins) {
    this.allowedOrigins = allowedOrigins;
  }

  MintRule(Set<String> allowedOrigins) {
    this(Set.copyOf(allowedOrigins)::contains);
  }

  /** Lets also every page pass that this machine itself delivers, from whatever port. */
  static MintRule ofPagesOnThisMachine(Set<String> allowedOrigins) {
    return new MintRule(
        ON_THIS_MACHINE.asMatchPredicate().or(Set.copyOf(allowedOrigins)::contains));
  }

  /** Lets also pages pass of the origin under which the issuer itself is known. */
  static MintRule of(Set<String> allowedOrigins, Optional<URI> issuer) {
    return new MintRule(
        Stream.concat(allowedOrigins.stream(), issuer.map(MintRule::originOf).stream())
            .collect(Collectors.toSet()));
  }

  /** As browsers write it: in small letters, and without the port that goes without saying. */
  private static String originOf(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String origin = scheme + "://" + url.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    return url.getPort() < 0 || url.getPort() == usual ? origin : origin + ":" + url.getPort();
  }

  /**
   * Lets the page that made the browser call pass, or refuses it.
   *
   * @return the origin of the page, empty for a caller that is no browser
   * @throws IssuerException when it is a page of another site
   */
  Optional<String> origin(Caller caller) {
    if (!isWelcome(caller)) {
      throw new IssuerException(
          IssuerException.Code.ORIGIN_INVALID,
          "The page that made this call is not of this server's origin, nor of one in"
              + " aval.allowed-origins.");
    }
    return Optional.ofNullable(caller.origin());
  }

  /** Whether {@link #origin} lets the caller pass. */
  boolean isWelcome(Caller caller) {
    String origin = caller.origin();
    return origin == null ? !isFromOtherSite(caller.fetchSite()) : isAccepted(origin, caller);
  }

  /**
   * Lets a demo user's caller pass or refuses it: a program or a page on this machine, and no page
   * of another site that a browser on this machine happens to show.
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
    return origin(caller);
  }

  /** Whether a page of this origin may read the answer although it is not this server's own. */
  boolean isAllowed(@Nullable String origin) {
    return origin != null && allowedOrigins.test(origin);
  }

  private boolean isAccepted(String origin, Caller caller) {
    return origin.equals(caller.ownOrigin()) || allowedOrigins.test(origin);
  }

  private static boolean isFromOtherSite(@Nullable String fetchSite) {
    return fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none");
  }
}
