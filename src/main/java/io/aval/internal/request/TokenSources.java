package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.IdentityConfig.TokenSource;
import io.aval.config.IdentityConfig.TokenSource.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Finds a request's token: the first configured source that has one wins, since a browser sends its
 * cookie whatever the header says. But a client that puts a token into two of the three places of
 * RFC 6750 did so on purpose, and section 2 of that document forbids it.
 */
final class TokenSources {
  private final List<TokenSource> sources;

  TokenSources(List<TokenSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * A token and the kind of place it was found in.
   *
   * @param token the token's text
   * @param kind where it was
   */
  record Found(String token, Kind kind) {
    /** A token among the subprotocols stands where a browser cannot set the header. */
    static Found offered(String token) {
      return new Found(token, Kind.AUTHORIZATION);
    }

    @Override
    public String toString() {
      return "Found[" + kind + "]"; // never the token
    }
  }

  /**
   * Finds the token.
   *
   * @throws IdentityException with {@link Reason#MALFORMED_REQUEST}
   */
  Optional<Found> find(RequestFacts request) {
    Found winner = Handshake.token(request).map(Found::offered).orElse(null);
    int standard = winner == null ? 0 : 1;
    for (TokenSource source : sources) {
      if (winner != null && !isStandard(source.kind())) {
        continue;
      }
      Optional<Found> found = in(source, request);
      if (found.isPresent()) {
        standard += isStandard(source.kind()) ? 1 : 0;
        winner = winner == null ? found.get() : winner;
      }
    }
    if (standard > 1) {
      throw new IdentityException(Reason.MALFORMED_REQUEST, "the request carries two tokens");
    }
    return Optional.ofNullable(winner);
  }

  private static boolean isStandard(Kind kind) {
    return kind == Kind.AUTHORIZATION || kind == Kind.QUERY || kind == Kind.FORM;
  }

  private static Optional<Found> in(TokenSource source, RequestFacts request) {
    Kind kind = source.kind();
    Optional<String> token =
        switch (kind) {
          case AUTHORIZATION -> BearerHeader.token(request.headers("Authorization"));
          case HEADER -> only(request.headers(source.name()));
          case COOKIE -> only(request.cookies(source.name()));
          case QUERY -> only(request.queryParameters(source.name()));
          case FORM -> only(request.formParameters(source.name()));
        };
    return token.map(text -> new Found(text, kind));
  }

  /** The one value, none where it is absent or empty. */
  private static Optional<String> only(List<String> values) {
    List<String> present = values.stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    if (present.size() > 1 || !BearerHeader.isB64Token(present.get(0))) {
      throw new IdentityException(
          Reason.MALFORMED_REQUEST, "the place of the token does not hold exactly one b64token");
    }
    return Optional.of(present.get(0));
  }
}
