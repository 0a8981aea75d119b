package io.aval.internal.hint;

import static io.aval.Reason.MALFORMED_REQUEST;
import static io.aval.Reason.MALFORMED_TOKEN;
import static io.aval.Reason.UNSUPPORTED_TOKEN;

import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Texts that are no signed tokens. */
final class TextHints {
  private static final Rule NO_TOKEN_YET =
      new Rule(
          "no-token-yet",
          Set.of(MALFORMED_TOKEN, MALFORMED_REQUEST),
          "docs/clients-browser.md",
          new Says(
              "A word of JavaScript's (undefined, null, [object Object]) was sent in the place of"
                  + " a token: the page called before it had one.",
              "In the page: await the token, and send no Authorization header while there is"
                  + " none."),
          token -> shape(token, TokenShape.SCRIPT_WORD));

  private static final Rule GOOGLE_ACCESS_TOKEN =
      new Rule(
          "google-access-token",
          Set.of(MALFORMED_TOKEN),
          KnownIssuer.GOOGLE.page(),
          new Says(
              "Google's access token is for Google's own APIs, and nobody else can read it.",
              "Send Google's ID token: credential of Sign in with Google, id_token of the token"
                  + " endpoint."),
          token -> shape(token, TokenShape.GOOGLE));

  private static final Rule AUTH0_OPAQUE_TOKEN =
      new Rule(
          "auth0-opaque-token",
          Set.of(MALFORMED_TOKEN),
          KnownIssuer.AUTH0.page(),
          new Says(
              "Auth0 gives an opaque access token when nobody asked for the audience"
                  + " of an API.",
              "In the page: authorizationParams: { audience: \"<application-id>\" }"),
          TextHints::auth0);

  private static final Rule API_KEY =
      new Rule(
          "api-key",
          Set.of(MALFORMED_TOKEN),
          "docs/issuers/README.md",
          new Says(
              "A key or an opaque token was sent, which only its maker can check (sk_…, pk_…"
                  + " and the like).",
              "Send a signed access token of one of the configured issuers, and replace the key:"
                  + " it has been to a place that it is not for."),
          token -> shape(token, TokenShape.KEY));

  private static final Rule OPAQUE_TOKEN =
      new Rule(
          "opaque-token",
          Set.of(MALFORMED_TOKEN),
          "docs/issuers/README.md",
          new Says(
              "An opaque token was sent, which only its issuer can read.",
              "Ask the issuer for an access token with an audience of your own: those are signed"
                  + " JWTs."),
          token -> shape(token, TokenShape.OPAQUE));

  private static final Rule ENCRYPTED_TOKEN =
      new Rule(
          "encrypted-token",
          Set.of(UNSUPPORTED_TOKEN),
          "",
          new Says(
              "A token of five parts is encrypted for its issuer: an access token for which nobody"
                  + " asked for an audience (Auth0), a refresh token (Cognito), one of a provider"
                  + " with an encryption key (Authentik).",
              "Send a signed access token: ask for one with the audience <application-id>, or take"
                  + " the encryption key off the provider."),
          token ->
              token.shape() == TokenShape.ENCRYPTED
                  ? token.configured().stream().findFirst().map(Values::of).or(Values::none)
                  : Optional.empty());

  private static final Rule GITHUB_TOKEN =
      new Rule(
          "github-token",
          Set.of(MALFORMED_TOKEN),
          KnownIssuer.GITHUB.page(),
          new Says(
              "A token for GitHub itself was sent: GITHUB_TOKEN, or a person's.",
              "In the workflow: permissions: id-token: write, and core.getIDToken(audience)"),
          token -> shape(token, TokenShape.GITHUB));

  private static final Rule GITLAB_JOB_TOKEN =
      new Rule(
          "gitlab-job-token",
          Set.of(MALFORMED_TOKEN),
          KnownIssuer.GITLAB.page(),
          new Says(
              "A token for GitLab itself was sent: CI_JOB_TOKEN, or a person's.",
              "In .gitlab-ci.yml: id_tokens, with an aud of your own."),
          token -> shape(token, TokenShape.GITLAB));

  private static final Rule SUPABASE_NEW_API_KEY =
      new Rule(
          "supabase-new-api-key",
          Set.of(MALFORMED_TOKEN),
          KnownIssuer.SUPABASE.page(),
          new Says(
              "An API key of the Supabase project was sent, which names no user.",
              "In the page: (await supabase.auth.getSession()).data.session.access_token"),
          token -> shape(token, TokenShape.SUPABASE));

  private TextHints() {}

  static List<Rule> all() {
    return List.of(
        NO_TOKEN_YET,
        GOOGLE_ACCESS_TOKEN,
        GITHUB_TOKEN,
        GITLAB_JOB_TOKEN,
        SUPABASE_NEW_API_KEY,
        AUTH0_OPAQUE_TOKEN,
        API_KEY,
        OPAQUE_TOKEN,
        ENCRYPTED_TOKEN);
  }

  private static Optional<Map<String, String>> shape(RefusedToken token, TokenShape wanted) {
    return token.shape() == wanted ? Values.none() : Optional.empty();
  }

  /** It names nobody; that it is Auth0's is to be concluded from who is trusted. */
  private static Optional<Map<String, String>> auth0(RefusedToken token) {
    return token.shape() == TokenShape.OPAQUE
        ? token.configuredAs(KnownIssuer.AUTH0).map(Values::of)
        : Optional.empty();
  }
}
