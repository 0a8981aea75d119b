package io.aval.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What all ways of calling have in common: who gets a token, and when another one is fetched.
 *
 * @param tokens where tokens come from
 * @param targets who gets one
 */
record BearerRules(TokenSource tokens, Targets targets) {
  static final String AUTHORIZATION = "Authorization";
  static final String CHALLENGE = "WWW-Authenticate";

  private static final String SCHEME = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  /** The value of the header for a call; empty when the call gets none. */
  Optional<String> headerFor(URI uri) {
    return targets.include(uri) ? tokens.getToken().map(SCHEME::concat) : Optional.empty();
  }

  /** Whether an answer says that the token was at fault (RFC 6750, section 3.1). */
  static boolean refusesToken(int status, List<String> challenges) {
    return status == UNAUTHORIZED && Challenge.saysInvalidToken(challenges);
  }

  /**
   * The value of the header for trying once more; empty when there is no other token. The answer
   * that was had is then better than a failure, whatever an application's own source throws; what
   * that says may have anything in it, so only its kind is told.
   */
  Optional<String> headerInsteadOf(String refused) {
    String token = refused.substring(SCHEME.length());
    try {
      return tokens
          .getToken(TokenRequest.ANY.insteadOf(token))
          .filter(other -> !other.equals(token))
          .map(SCHEME::concat);
    } catch (RuntimeException none) {
      System.getLogger(BearerRules.class.getPackageName())
          .log(
              System.Logger.Level.DEBUG,
              "A token was refused, and there is no other one: {0}",
              none.getClass().getName());
      return Optional.empty();
    }
  }
}
