package io.aval.internal.hint;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MALFORMED_TOKEN;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_AUTHORIZED_PARTY;
import static io.aval.Reason.WRONG_TYPE;

import io.aval.Reason;
import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Signed tokens of another kind than the one that belongs here. */
final class TokenKindHints {
  private static final Set<Reason> CLAIMS =
      Set.of(WRONG_AUDIENCE, INVALID_CLAIM, MISSING_CLAIM, WRONG_AUTHORIZED_PARTY, WRONG_TYPE);

  private static final List<String> OF_ACCESS_TOKENS = List.of("scp", "scope", "azp", "client_id");

  private static final String FIREBASE_MINT =
      "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit";

  private static final Rule COGNITO_ID_TOKEN =
      new Rule(
          "cognito-id-token",
          CLAIMS,
          KnownIssuer.COGNITO.page(),
          new Says(
              "Cognito's ID token (token_use is id) was sent, where access tokens are expected.",
              "Send the access token; or accept ID tokens instead, with"
                  + " aval.providers.<name>.required-claims=token_use=id and without"
                  + " audience-claims."),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.COGNITO)
                      && token.claim("token_use").equals("id")
                      && !SignInHints.expectsIdTokens(token),
                  token));

  private static final Rule ID_TOKEN =
      new Rule(
          "id-token",
          CLAIMS,
          "",
          new Says(
              "An ID token was sent: it tells a page who signed in, and its audience is that"
                  + " page.",
              "Send the access token that the page gets beside it."),
          token -> Values.when(isIdToken(token) && !SignInHints.expectsIdTokens(token), token));

  private static final Rule CLERK_SESSION_TOKEN =
      new Rule(
          "clerk-session-token",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.CLERK.page(),
          new Says(
              "Clerk's session token was sent, which has no aud.",
              "In the page: getToken({ template: \"…\" }), a template whose aud is"
                  + " <application-id>; or aval.providers.<name>.allow-any-audience=true with"
                  + " aval.providers.<name>.authorized-parties=<origin of the page>"),
          token -> Values.when(isClerkSession(token), token));

  private static final Rule CLERK_MACHINE_AUDIENCE =
      new Rule(
          "clerk-machine-audience",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.CLERK.page(),
          new Says(
              "A machine's token of Clerk's was sent that has no aud: Clerk puts none in by itself.",
              "Where it is made: createToken({ tokenFormat: \"jwt\", claims: { aud:"
                  + " \"<application-id>\" } }), with the application-id of the provider that is"
                  + " for machines."),
          token -> Values.when(isClerkMachine(token) && !token.has("aud"), token));

  private static final Rule CLERK_OAUTH_TOKEN =
      new Rule(
          "clerk-oauth-token",
          Set.of(WRONG_TYPE),
          KnownIssuer.CLERK.page(),
          new Says(
              "An OAuth access token was sent, which Clerk made for somebody else's application and"
                  + " which names no audience.",
              "Send a token that is for this application: getToken({ template: \"…\" }) in the"
                  + " page."),
          token ->
              Values.when(
                  (token.isFrom(KnownIssuer.CLERK) || token.claim("jti").startsWith("oat_"))
                      && RuleHints.isAccessTokenType(token),
                  token));

  private static final Rule CLERK_MACHINE_TOKEN =
      new Rule(
          "clerk-machine-token",
          Set.of(WRONG_AUDIENCE, WRONG_AUTHORIZED_PARTY),
          KnownIssuer.CLERK.page(),
          new Says(
              "A machine's token of Clerk's was sent: it has neither the audience nor the azp of"
                  + " a page's.",
              "Give machines a provider of their own, of the same domain, whose application-id is"
                  + " the aud that createToken was given."),
          token -> Values.when(isClerkMachine(token), token));

  private static final Rule FIREBASE_OTHER_TOKEN =
      new Rule(
          "firebase-other-token",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.FIREBASE.page(),
          new Says(
              "Another token than Firebase's ID token was sent: a session cookie, one of App"
                  + " Check, a custom token, or one of Google's own.",
              "In the page: auth.currentUser.getIdToken()"),
          TokenKindHints::firebase);

  private static final Rule FIREBASE_EMULATOR =
      new Rule(
          "firebase-emulator",
          Set.of(ALGORITHM_NOT_ALLOWED, MALFORMED_TOKEN),
          KnownIssuer.FIREBASE.page(),
          new Says(
              "The Firebase emulator does not sign its tokens, and unsigned ones are never"
                  + " accepted.",
              "For development make tokens with an issuer of your own: aval issuer dev"),
          token ->
              Values.when(
                  token.header("alg").equals("none") && token.isFrom(KnownIssuer.FIREBASE), token));

  private TokenKindHints() {}

  static List<Rule> all() {
    return List.of(
        COGNITO_ID_TOKEN,
        ID_TOKEN,
        CLERK_SESSION_TOKEN,
        CLERK_MACHINE_AUDIENCE,
        CLERK_MACHINE_TOKEN,
        CLERK_OAUTH_TOKEN,
        FIREBASE_OTHER_TOKEN,
        FIREBASE_EMULATOR);
  }

  /**
   * Keycloak says what a token is; with others only an ID token has these claims. Azure AD B2C puts
   * a nonce into access tokens as well, beside what an ID token has not.
   */
  static boolean isIdToken(RefusedToken token) {
    if (token.claim("typ").equals("Bearer")) {
      return false;
    }
    return token.claim("typ").equals("ID")
        || token.claim("token_use").equals("id")
        || token.claim("jti").startsWith("ID.")
        || token.has("at_hash")
        || token.has("c_hash")
        || (token.has("nonce") && OF_ACCESS_TOKENS.stream().noneMatch(token::has));
  }

  private static boolean isClerkMachine(RefusedToken token) {
    return token.claim("sub").startsWith("mch_") || token.header("cat").equals("cl_B7d4PD333AAA");
  }

  private static boolean isClerkSession(RefusedToken token) {
    return !token.has("aud")
        && (token.claim("sid").startsWith("sess_")
            || token.header("cat").equals("cl_B7d4PD111AAA"));
  }

  private static Optional<Map<String, String>> firebase(RefusedToken token) {
    String issuer = token.issuer();
    boolean other =
        issuer.startsWith("https://session.firebase.google.com/")
            || issuer.startsWith("https://firebaseappcheck.googleapis.com/")
            || token.isFrom(KnownIssuer.GOOGLE)
            || token.audiences().contains(FIREBASE_MINT);
    return other ? token.configuredAs(KnownIssuer.FIREBASE).map(Values::of) : Optional.empty();
  }
}
