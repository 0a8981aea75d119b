package io.aval.internal.dashboard;

import io.aval.internal.issuer.Caller;
import java.util.Set;

/**
 * Lets through what the dashboard's own pages ask, and nothing that another site makes a browser
 * ask.
 */
final class SameOrigin {
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private SameOrigin() {}

  /**
   * Whether the call comes from a page of this server. Browsers that say so in {@code
   * Sec-Fetch-Site} are believed, since no page can set it; the others send {@code Origin} with
   * every call that changes something.
   */
  static boolean allows(Caller caller, String method) {
    String site = caller.fetchSite();
    String origin = caller.origin();
    if (site != null) {
      return site.equals("same-origin") || (site.equals("none") && SAFE.contains(method));
    }
    return origin == null ? SAFE.contains(method) : origin.equals(caller.ownOrigin());
  }
}
