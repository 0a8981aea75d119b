package io.aval.internal.hint;

import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_AUTHORIZED_PARTY;

import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access tokens whose audience or party is not the one that is asked for. */
final class AudienceHints {
  private static final Rule COGNITO_ACCESS_TOKEN =
      new Rule(
          "cognito-access-token",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.COGNITO.page(),
          new Says(
              "The token has no aud but a client_id, as access tokens of Cognito have.",
              "aval.providers.<name>.audience-claims=client_id; or, where <application-id> is a"
                  + " resource and no app client, have the page name it as resource when it asks."),
          AudienceHints::clientId);

  private static final Rule CLERK_ORIGIN_SLASH =
      new Rule(
          "clerk-origin-slash",
          Set.of(WRONG_AUTHORIZED_PARTY),
          KnownIssuer.CLERK.page(),
          new Says(
              "The token's azp is a configured origin but for the slash at its end, which an"
                  + " origin does not have.",
              "aval.providers.<name>.authorized-parties=<origin>"),
          AudienceHints::slash);

  private AudienceHints() {}

  static List<Rule> all() {
    return List.of(COGNITO_ACCESS_TOKEN, CLERK_ORIGIN_SLASH);
  }

  private static Optional<Map<String, String>> clientId(RefusedToken token) {
    boolean looked =
        token.provider().filter(one -> one.audienceClaims().contains("client_id")).isPresent();
    return Values.when(!looked && !token.has("aud") && token.has("client_id"), token);
  }

  private static Optional<Map<String, String>> slash(RefusedToken token) {
    String azp = token.claim("azp");
    return token
        .provider()
        .filter(one -> one.authorizedParties().contains(azp + "/"))
        .map(one -> Values.of(one, "origin", azp));
  }
}
