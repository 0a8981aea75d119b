package io.aval.testing;

import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_TYPE;

import java.util.List;

/** ID tokens where ID tokens are expected, and what Clerk makes for others than pages. */
final class SignInHintCases {
  private static final String GOOGLE = "https://accounts.google.com";
  private static final String CLERK = "https://verb-noun-00.clerk.accounts.dev";

  private SignInHintCases() {}

  static void addTo(HintCaseList all) {
    otherClients(all);
    hostedDomain(all);
    clerk(all);
  }

  private static void otherClients(HintCaseList all) {
    otherClient(all, "https://appleid.apple.com", "com.example.notes");
    otherClient(all, GOOGLE, "1-a.apps.googleusercontent.com");
    otherClient(all, "https://dev-1.okta.com", "0oa1b2c3d4E5f6G7h8i9");
    otherClient(all, "https://id.example.com", "0oa1b2c3d4E5f6G7h8i9");
    otherClient(all, "https://example.eu.auth0.com/", "8hK2mQvT4xYzWnB7cJrLpDfGsA1eUo3i");
    otherClient(all, "https://fs.example.com/adfs", "975251ed-e4f5-4efd-abcb-5f1a8f566ab7");
    all.add(
        "id-token-other-client",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "other").claim("token_use", "id").sign(),
        "domain",
        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
        "required-claims",
        "token_use=id");
  }

  private static void otherClient(HintCaseList all, String domain, String client) {
    all.add(
        "id-token-other-client",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "2-b.apps.googleusercontent.com").claim("nonce", "n").sign(),
        "domain",
        domain,
        "application-id",
        client);
  }

  private static void hostedDomain(HintCaseList all) {
    for (String claim : List.of("nonce", "at_hash")) {
      all.add(
          "google-hosted-domain",
          MISSING_CLAIM,
          t -> t.claim(claim, "x").sign(),
          "domain",
          GOOGLE,
          "required-claims",
          "hd=example.com");
      all.add(
          "google-hosted-domain",
          INVALID_CLAIM,
          t -> t.claim(claim, "x").claim("hd", "example.org").sign(),
          "domain",
          GOOGLE,
          "required-claims",
          "hd=example.com");
    }
  }

  private static void clerk(HintCaseList all) {
    all.add(
        "clerk-machine-audience",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sub", "mch_1").sign(),
        "domain",
        CLERK);
    all.add(
        "clerk-oauth-token",
        WRONG_TYPE,
        t -> t.header("typ", "at+jwt").without("aud").claim("jti", "oat_1").sign(),
        "domain",
        CLERK);
  }
}
