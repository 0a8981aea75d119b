package io.aval.testing;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MALFORMED_TOKEN;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.UNKNOWN_KEY;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_AUTHORIZED_PARTY;

import java.util.List;

/** What goes wrong with tokens of services that sign people in. */
final class HostedHintCases {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String API = "66666666-7777-8888-9999-000000000000";
  private static final String ENTRA = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  private static final String STS = "https://sts.windows.net/" + TENANT + "/";
  private static final String COGNITO =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";
  private static final String FIREBASE = "https://securetoken.google.com/notes-4711";
  private static final String SUPABASE = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";
  private static final String CLERK = "https://verb-noun-00.clerk.accounts.dev";
  private static final String OKTA = "https://dev-1.okta.com/oauth2/default";
  private static final String ADFS = "https://fs.example.com/adfs";
  private static final String AUTH0 = "https://example.eu.auth0.com/";

  private HostedHintCases() {}

  static void addTo(HintCaseList all) {
    microsoft(all);
    cognitoAndClerk(all);
    firebaseAndSupabase(all);
  }

  private static void microsoft(HintCaseList all) {
    String graph = "00000003-0000-0000-c000-000000000000";
    all.add(
        "microsoft-graph-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", graph).sign(),
        "domain",
        ENTRA);
    all.add(
        "microsoft-graph-token",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", STS).claim("aud", "https://graph.microsoft.com").sign(),
        "domain",
        ENTRA);
    all.add(
        "microsoft-graph-token",
        UNKNOWN_KEY,
        t -> t.header("nonce", "n").header("kid", "other").sign(),
        "domain",
        ENTRA);
    all.add("entra-v1-token", UNKNOWN_ISSUER, t -> t.claim("iss", STS).sign(), "domain", ENTRA);
    all.add("entra-v2-token", UNKNOWN_ISSUER, t -> t.claim("iss", ENTRA).sign(), "domain", STS);
    all.add(
        "entra-common",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", ENTRA).sign(),
        "domain",
        "https://login.microsoftonline.com/common/v2.0");
    all.add(
        "entra-audience-form",
        WRONG_AUDIENCE,
        t -> t.claim("aud", API).sign(),
        "domain",
        ENTRA,
        "application-id",
        "api://" + API);
    String b2c = "https://notes.b2clogin.com/";
    all.add(
        "b2c-policy-issuer",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", b2c + "tfp/" + TENANT + "/b2c_1_signin/v2.0/").sign(),
        "domain",
        b2c + TENANT + "/v2.0");
    String trust = "http://fs.example.com/adfs/services/trust";
    all.add("adfs-issuer", UNKNOWN_ISSUER, t -> t.claim("iss", trust).sign(), "domain", ADFS);
    all.add(
        "adfs-no-subject",
        MISSING_CLAIM,
        t -> t.without("sub").sign(),
        "type",
        "custom-jwt",
        "issuer",
        trust);
  }

  private static void cognitoAndClerk(HintCaseList all) {
    all.add(
        "cognito-access-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("client_id", "app").claim("token_use", "access").sign(),
        "domain",
        COGNITO);
    all.add(
        "cognito-id-token",
        WRONG_AUDIENCE,
        t -> t.claim("token_use", "id").claim("at_hash", "x").sign(),
        "domain",
        COGNITO,
        "audience-claims",
        "client_id");
    all.add(
        "cognito-id-token",
        INVALID_CLAIM,
        t -> t.claim("token_use", "id").sign(),
        "domain",
        COGNITO,
        "required-claims",
        "token_use=access");
    all.add(
        "id-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "a").claim("nonce", "n").sign(),
        "domain",
        AUTH0);
    all.add(
        "id-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "a").claim("jti", "ID.x").sign(),
        "domain",
        OKTA);
    all.add(
        "clerk-session-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sid", "sess_1").claim("azp", "https://a.test").sign(),
        "domain",
        CLERK);
    all.add(
        "clerk-machine-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "other").claim("sub", "mch_1").sign(),
        "domain",
        CLERK);
    all.add(
        "clerk-origin-slash",
        WRONG_AUTHORIZED_PARTY,
        t -> t.claim("azp", "https://app.example.com").sign(),
        "domain",
        CLERK,
        "authorized-parties",
        "https://app.example.com/");
  }

  private static void firebaseAndSupabase(HintCaseList all) {
    for (String other :
        List.of("https://session.firebase.google.com/notes-4711", "https://accounts.google.com")) {
      all.add(
          "firebase-other-token",
          UNKNOWN_ISSUER,
          t -> t.claim("iss", other).sign(),
          "domain",
          FIREBASE);
    }
    all.add(
        "firebase-emulator",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "none").sign(),
        "domain",
        FIREBASE);
    all.add(
        "firebase-emulator",
        MALFORMED_TOKEN,
        t -> t.header("alg", "none").unsigned() + ".",
        "domain",
        FIREBASE);
    all.add(
        "supabase-api-key",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "supabase").claim("role", "anon").sign(),
        "domain",
        SUPABASE);
    all.add(
        "supabase-legacy-secret",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "HS256").sign(),
        "domain",
        SUPABASE);
    all.add(
        "supabase-new-keys",
        ALGORITHM_NOT_ALLOWED,
        TestTokens::sign,
        "type",
        "custom-jwt",
        "issuer",
        SUPABASE,
        "jwks",
        "",
        "secret",
        "throw-away test secret of 32 bytes or more",
        "algorithms",
        "HS256");
    all.add(
        "apple-client-secret",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "ABCDE12345").claim("aud", "https://appleid.apple.com").sign(),
        "domain",
        "https://appleid.apple.com");
  }
}
