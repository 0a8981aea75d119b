package io.aval.internal.hint;

import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.WRONG_AUDIENCE;

import io.aval.config.ProviderConfig;
import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** ID tokens where ID tokens belong: of another client, or of somebody who is to stay out. */
final class SignInHints {
  /** Their access tokens are for themselves alone. */
  private static final Set<KnownIssuer> ID_TOKENS_ALONE =
      Set.of(KnownIssuer.APPLE, KnownIssuer.GOOGLE, KnownIssuer.OKTA_ORG, KnownIssuer.GITLAB);

  private static final Pattern AUTH0_CLIENT = Pattern.compile("[A-Za-z0-9]{32}");
  private static final Pattern OKTA_CLIENT = Pattern.compile("0oa[A-Za-z0-9]{17}");
  private static final String GOOGLE_CLIENT = ".apps.googleusercontent.com";

  private static final Rule OTHER_CLIENT =
      new Rule(
          "id-token-other-client",
          Set.of(WRONG_AUDIENCE),
          "",
          new Says(
              "An ID token is the right one here, and this one is for another client than the"
                  + " configured one.",
              "Have the page or app sign in as <application-id>; or, if the other client is yours"
                  + " too, name it in aval.providers.<name>.application-id, which takes several."),
          token -> Values.when(isSignIn(token) && expectsIdTokens(token), token));

  private static final Rule GOOGLE_HOSTED_DOMAIN =
      new Rule(
          "google-hosted-domain",
          Set.of(MISSING_CLAIM, INVALID_CLAIM),
          KnownIssuer.GOOGLE.page(),
          new Says(
              "The Google account is a private one or another company's: its hd is not the one"
                  + " that is required.",
              "Sign in with an account of the company, or look at"
                  + " aval.providers.<name>.required-claims"),
          token -> Values.when(token.isFrom(KnownIssuer.GOOGLE) && token.misses("hd"), token));

  private SignInHints() {}

  static List<Rule> all() {
    return List.of(OTHER_CLIENT, GOOGLE_HOSTED_DOMAIN);
  }

  /** Whether the provider that judges the token is one for ID tokens. */
  static boolean expectsIdTokens(RefusedToken token) {
    return token.provider().filter(SignInHints::isForIdTokens).isPresent();
  }

  private static boolean isForIdTokens(ProviderConfig provider) {
    Optional<KnownIssuer> known = KnownIssuer.of(provider.issuer());
    return known.filter(ID_TOKENS_ALONE::contains).isPresent()
        || (known.filter(KnownIssuer.ADFS::equals).isPresent()
            && provider.issuer().replaceFirst("/+$", "").endsWith("/adfs"))
        || (known.filter(KnownIssuer.AUTH0::equals).isPresent() && isFor(provider, AUTH0_CLIENT))
        || isFor(provider, OKTA_CLIENT)
        || Optional.of("id").equals(provider.requiredClaims().get("token_use"));
  }

  private static boolean isFor(ProviderConfig provider, Pattern client) {
    return provider.applicationIds().stream().anyMatch(id -> client.matcher(id).matches());
  }

  /** Apple's and Google's need no sign; of Google's, services have an audience of another kind. */
  private static boolean isSignIn(RefusedToken token) {
    return token.isFrom(KnownIssuer.APPLE)
        || (token.isFrom(KnownIssuer.GOOGLE)
            && token.audiences().stream().anyMatch(one -> one.endsWith(GOOGLE_CLIENT)))
        || (!token.isFrom(KnownIssuer.GITLAB) && TokenKindHints.isIdToken(token));
  }
}
