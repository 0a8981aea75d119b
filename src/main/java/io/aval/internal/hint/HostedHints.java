package io.aval.internal.hint;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.MALFORMED_TOKEN;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.UNKNOWN_KEY;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_AUTHORIZED_PARTY;

import io.aval.config.ProviderConfig;
import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens of Apple's, Supabase's, Zitadel's and Authentik's, and of another Aval. */
final class HostedHints {
  private static final Rule APPLE_CLIENT_SECRET =
      new Rule(
          "apple-client-secret",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.APPLE.page(),
          new Says(
              "The client secret for Apple was sent, a JWT that your team signs for Apple.",
              "Send id_token, which Apple gives in return; keep the secret on the server."),
          token -> Values.when(token.audiences().contains("https://appleid.apple.com"), token));

  private static final Rule APPLE_EVENT =
      new Rule(
          "apple-event",
          Set.of(MISSING_CLAIM),
          KnownIssuer.APPLE.page(),
          new Says(
              "A notification of Apple's to your server was sent, which is no caller's token.",
              "Take notifications at an endpoint that Aval does not guard."),
          token -> Values.when(token.isFrom(KnownIssuer.APPLE) && token.has("events"), token));

  private static final Rule SUPABASE_API_KEY =
      new Rule(
          "supabase-api-key",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.SUPABASE.page(),
          new Says(
              "An API key of the Supabase project was sent, anon or service_role, which names no"
                  + " user.",
              "In the page: (await supabase.auth.getSession()).data.session.access_token"),
          token -> Values.when(token.issuer().equals("supabase"), token));

  private static final Rule SUPABASE_LEGACY_SECRET =
      new Rule(
          "supabase-legacy-secret",
          Set.of(ALGORITHM_NOT_ALLOWED),
          KnownIssuer.SUPABASE.page(),
          new Says(
              "The Supabase project still signs with its legacy secret (HS256).",
              "In Supabase: Project settings, JWT keys, rotate to a signing key (ES256)."),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.SUPABASE) && token.header("alg").startsWith("HS"),
                  token));

  private static final Rule SUPABASE_NEW_KEYS =
      new Rule(
          "supabase-new-keys",
          Set.of(ALGORITHM_NOT_ALLOWED),
          KnownIssuer.SUPABASE.page(),
          new Says(
              "The Supabase project signs with a key pair now, and the legacy secret is"
                  + " configured.",
              "aval.providers.<name>.jwks=<issuer>/.well-known/jwks.json in the place of the"
                  + " secret and of algorithms"),
          token -> Values.when(token.isFrom(KnownIssuer.SUPABASE), token));

  private static final Rule ZITADEL_OPAQUE_TOKEN =
      new Rule(
          "zitadel-opaque-token",
          Set.of(MALFORMED_TOKEN),
          KnownIssuer.ZITADEL.page(),
          new Says(
              "Zitadel gives opaque access tokens until the application asks for JWTs; personal"
                  + " access tokens always are.",
              "In Zitadel: the application, Token settings, Auth Token Type: JWT."),
          token ->
              token.shape() == TokenShape.OPAQUE
                  ? token.configuredAs(KnownIssuer.ZITADEL).map(Values::of)
                  : Optional.empty());

  private static final Rule ZITADEL_PROJECT_AUDIENCE =
      new Rule(
          "zitadel-project-audience",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.ZITADEL.page(),
          new Says(
              "The page did not ask Zitadel for the API's project as an audience.",
              "In the page: the scope urn:zitadel:iam:org:project:id:<application-id>:aud"),
          token -> Values.when(token.isFrom(KnownIssuer.ZITADEL), token));

  private static final Rule ZITADEL_ID_TOKEN =
      new Rule(
          "zitadel-id-token",
          Set.of(MISSING_CLAIM),
          KnownIssuer.ZITADEL.page(),
          new Says(
              "Zitadel's ID token was sent, which has no jti.",
              "Send the access token that the page gets beside it."),
          token -> Values.when(token.isFrom(KnownIssuer.ZITADEL) && !token.has("jti"), token));

  private static final Rule AUTHENTIK_NO_SIGNING_KEY =
      new Rule(
          "authentik-no-signing-key",
          Set.of(ALGORITHM_NOT_ALLOWED),
          KnownIssuer.AUTHENTIK.page(),
          new Says(
              "Authentik signs with the client secret (HS256) while its provider has no signing"
                  + " key.",
              "In Authentik: the provider, Signing Key, choose a certificate."),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.AUTHENTIK) && token.header("alg").startsWith("HS"),
                  token));

  private static final Rule AUTHENTIK_ISSUER_MODE =
      new Rule(
          "authentik-issuer-mode",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.AUTHENTIK.page(),
          new Says(
              "Authentik names its bare host as the issuer: the provider's issuer mode is the same"
                  + " for all.",
              "In Authentik: the provider, Issuer mode, each provider has a different issuer."),
          HostedHints::issuerMode);

  private static final Rule AUTHENTIK_ID_TOKEN =
      new Rule(
          "authentik-id-token",
          Set.of(WRONG_AUTHORIZED_PARTY),
          KnownIssuer.AUTHENTIK.page(),
          new Says(
              "Authentik's ID token was sent, which has no azp.",
              "Send the access token that the page gets beside it."),
          token -> Values.when(isAuthentiks(token) && !token.has("azp"), token));

  private static final Rule AVAL_TEMPLATE_WITHOUT_AUDIENCE =
      new Rule(
          "aval-template-without-audience",
          Set.of(WRONG_AUDIENCE),
          "docs/issuers/aval.md",
          new Says(
              "The template from which the token was made has no aud.",
              "In the template's claims: \"aud\": \"<application-id>\""),
          token -> Values.when(isAvals(token) && !token.has("aud"), token));

  private static final Rule AVAL_OWN_KEY =
      new Rule(
          "aval-own-key",
          Set.of(UNKNOWN_KEY, ALGORITHM_NOT_ALLOWED),
          "docs/issuers/aval.md",
          new Says(
              "The template has a signing key of its own, which the issuer does not publish.",
              "Take the key off the template, or configure it: aval.providers.<name>.jwks, or"
                  + " secret-file."),
          token -> Values.when(isAvals(token) && token.header("kid").isEmpty(), token));

  private static final Rule AVAL_SESSION_TOKEN =
      new Rule(
          "aval-session-token",
          Set.of(WRONG_AUDIENCE),
          "docs/issuers/aval.md",
          new Says(
              "A session token of an Aval issuer was sent, which has no aud.",
              "In the page: ask for a token by a template whose aud is <application-id>"),
          token ->
              Values.when(
                  !token.has("aud")
                      && token.has("sid")
                      && token.has("sts")
                      && !token.header("cat").startsWith("cl_")
                      && token.known().isEmpty(),
                  token));

  private HostedHints() {}

  static List<Rule> all() {
    return List.of(
        APPLE_CLIENT_SECRET,
        APPLE_EVENT,
        SUPABASE_API_KEY,
        SUPABASE_LEGACY_SECRET,
        SUPABASE_NEW_KEYS,
        ZITADEL_OPAQUE_TOKEN,
        ZITADEL_PROJECT_AUDIENCE,
        ZITADEL_ID_TOKEN,
        AUTHENTIK_NO_SIGNING_KEY,
        AUTHENTIK_ISSUER_MODE,
        AUTHENTIK_ID_TOKEN,
        AVAL_TEMPLATE_WITHOUT_AUDIENCE,
        AVAL_OWN_KEY,
        AVAL_SESSION_TOKEN);
  }

  /** With one issuer for all applications its subjects still tell it. */
  private static boolean isAuthentiks(RefusedToken token) {
    return token.isFrom(KnownIssuer.AUTHENTIK)
        || (token.claim("sub").matches("[0-9a-f]{64}") && token.has("sid"));
  }

  private static boolean isAvals(RefusedToken token) {
    return token.header("cat").equals("aval_template");
  }

  private static Optional<Map<String, String>> issuerMode(RefusedToken token) {
    Optional<NearIssuer> its = NearIssuer.of(token.issuer()).filter(one -> one.path().isEmpty());
    for (ProviderConfig one : token.configured()) {
      boolean authentik =
          KnownIssuer.of(one.issuer()).filter(KnownIssuer.AUTHENTIK::equals).isPresent();
      if (authentik
          && its.filter(bare -> bare.host().equals(NearIssuer.host(one.issuer()))).isPresent()) {
        return Optional.of(Values.of(one));
      }
    }
    return Optional.empty();
  }
}
