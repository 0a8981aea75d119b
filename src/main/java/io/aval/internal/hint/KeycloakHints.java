package io.aval.internal.hint;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.BAD_SIGNATURE;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_KEY;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_TYPE;

import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens of Keycloak's, which say in a claim {@code typ} what they are. */
final class KeycloakHints {
  private static final String PAGE = KnownIssuer.KEYCLOAK.page();

  private static final Rule REFRESH_TOKEN =
      new Rule(
          "keycloak-refresh-token",
          Set.of(ALGORITHM_NOT_ALLOWED, UNKNOWN_KEY, BAD_SIGNATURE, WRONG_AUDIENCE),
          PAGE,
          new Says(
              "Keycloak's refresh token was sent, which is for Keycloak alone.",
              "Send access_token of the token endpoint, keycloak.token of the JavaScript adapter."),
          token -> Values.when(isType(token, "Refresh") || isType(token, "Offline"), token));

  private static final Rule ACCOUNT_AUDIENCE =
      new Rule(
          "keycloak-account-audience",
          Set.of(WRONG_AUDIENCE),
          PAGE,
          new Says(
              "Keycloak puts no audience of yours into access tokens until it is told to: aud is"
                  + " account, or none.",
              "In Keycloak: Clients, the client that signs users in, Client scopes, its dedicated"
                  + " scope, Add mapper, Audience, with <application-id> as the included custom"
                  + " audience."),
          KeycloakHints::account);

  private static final Rule NO_SUBJECT =
      new Rule(
          "keycloak-no-subject",
          Set.of(MISSING_CLAIM),
          PAGE,
          new Says(
              "Keycloak leaves sub out of access tokens where the client has lost the client scope"
                  + " basic, or makes lightweight ones.",
              "In Keycloak: Clients, the client that signs users in, Client scopes, Add client"
                  + " scope, basic."),
          token -> Values.when(token.isFrom(KnownIssuer.KEYCLOAK) && !token.has("sub"), token));

  private static final Rule AT_JWT =
      new Rule(
          "keycloak-at-jwt",
          Set.of(WRONG_TYPE, MISSING_CLAIM),
          PAGE,
          new Says(
              "The client makes access tokens after RFC 9068 (at+jwt), which have to be let in by"
                  + " name, and need a client_id.",
              "aval.providers.<name>.token-types=at+jwt and in Keycloak a mapper for client_id; or"
                  + " switch the client's setting off."),
          token -> Values.when(token.isFrom(KnownIssuer.KEYCLOAK) && isIncomplete(token), token));

  private KeycloakHints() {}

  static List<Rule> all() {
    return List.of(REFRESH_TOKEN, ACCOUNT_AUDIENCE, AT_JWT, NO_SUBJECT);
  }

  /** Not let in, or let in without what RFC 9068 asks for. */
  private static boolean isIncomplete(RefusedToken token) {
    return token.reason() == WRONG_TYPE
        ? RuleHints.isAccessTokenType(token)
        : token.header("typ").equalsIgnoreCase("at+jwt") && !token.has("client_id");
  }

  private static boolean isType(RefusedToken token, String type) {
    return token.claim("typ").equals(type);
  }

  private static Optional<Map<String, String>> account(RefusedToken token) {
    boolean keycloaks =
        token.audiences().contains("account")
            || (token.isFrom(KnownIssuer.KEYCLOAK) && isType(token, "Bearer"));
    return Values.when(keycloaks, token);
  }
}
