package io.aval.client;

import io.aval.client.Flight.Landing;
import io.aval.client.Freshness.Kept;
import org.jspecify.annotations.Nullable;

/**
 * Which token will do, as of the moment it was asked for. Immutable.
 *
 * @param request what was asked for
 * @param departed the number of the last flight that had departed then: what a later one brings
 *     will do in any case, so nobody flies twice for one wish
 */
record Wish(TokenRequest request, long departed) {

  boolean isMetBy(Kept kept) {
    return isMetBy(kept.flight(), kept.token().value());
  }

  boolean isMetBy(long flight, Landing landing) {
    return landing.concernsAll()
        && isMetBy(flight, landing.token().map(AccessToken::value).orElse(null));
  }

  private boolean isMetBy(long flight, @Nullable String token) {
    boolean refused = token != null && token.equals(request.refused());
    return flight > departed || (!request.skipCache() && !refused);
  }
}
