package io.aval.internal.hint;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.EXPIRED;
import static io.aval.Reason.NOT_YET_VALID;
import static io.aval.Reason.WRONG_TYPE;

import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Tokens that are the right ones, and meet a rule that is too narrow for them. */
final class RuleHints {
  /** A clock that is wrong by more is not cured by tolerance. */
  private static final long SECONDS = 60;

  private static final Rule SHARED_SECRET_TOKEN =
      new Rule(
          "shared-secret-token",
          Set.of(ALGORITHM_NOT_ALLOWED),
          "",
          new Says(
              "The token is signed with a secret (HS256 and the like), and no secret is"
                  + " configured: Supabase's legacy secret, an Auth0 API or a Clerk template set"
                  + " to HS256.",
              "Have the issuer sign with a key pair (RS256, ES256). If that cannot be:"
                  + " aval.providers.<name>.secret-file in the place of its keys, and"
                  + " aval.providers.<name>.algorithms=HS256"),
          token ->
              Values.when(
                  token.header("alg").startsWith("HS")
                      && token.provider().filter(one -> one.secret().isEmpty()).isPresent(),
                  token));

  private static final Rule ACCESS_TOKEN_TYPE =
      new Rule(
          "access-token-type",
          Set.of(WRONG_TYPE),
          "",
          new Says(
              "The token says that it is an access token after RFC 9068 (at+jwt), which has to be"
                  + " let in by name.",
              "aval.providers.<name>.token-types=JWT, at+jwt"),
          token -> Values.when(isAccessTokenType(token), token));

  private static final Rule CLOCK_DIFFERENCE =
      new Rule(
          "clock-difference",
          Set.of(EXPIRED, NOT_YET_VALID),
          "docs/refusals.md",
          new Says(
              "The token misses its time by less than a minute: a clock is wrong, or the page"
                  + " keeps tokens to their last second.",
              "Set both clocks (NTP), have the page ask for a token before each call; until then"
                  + " aval.providers.<name>.clock-skew=60s"),
          token -> Values.when(isNear(token), token));

  private RuleHints() {}

  static List<Rule> all() {
    return List.of(SHARED_SECRET_TOKEN, ACCESS_TOKEN_TYPE, CLOCK_DIFFERENCE);
  }

  static boolean isAccessTokenType(RefusedToken token) {
    String type = token.header("typ");
    boolean says = type.equalsIgnoreCase("at+jwt") || type.equalsIgnoreCase("application/at+jwt");
    return says && token.provider().filter(one -> !one.tokenTypes().contains("at+jwt")).isPresent();
  }

  private static boolean isNear(RefusedToken token) {
    long now = token.now().getEpochSecond();
    OptionalLong exp = token.seconds("exp");
    if (token.reason() == EXPIRED) {
      return exp.isPresent() && now - exp.getAsLong() < SECONDS;
    }
    long nbf = token.seconds("nbf").orElse(0);
    return Math.max(nbf, token.seconds("iat").orElse(0)) - now < SECONDS;
  }
}
