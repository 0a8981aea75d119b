package io.aval.testing;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.EXPIRED;
import static io.aval.Reason.MALFORMED_TOKEN;
import static io.aval.Reason.NOT_YET_VALID;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.UNSUPPORTED_TOKEN;
import static io.aval.Reason.WRONG_TYPE;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What goes wrong with every issuer: no token at all, another spelling of the issuer, a rule. */
final class GeneralHintCases {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String API = "66666666-7777-8888-9999-000000000000";
  private static final String ENTRA = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  private static final String KEYCLOAK = "https://sso.example.com/realms/notes";
  private static final String COGNITO =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";
  private static final String SUPABASE = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";
  private static final String ZITADEL = "https://notes.zitadel.cloud";
  private static final String OKTA = "https://dev-1.okta.com/oauth2/default";
  private static final String AUTH0 = "https://example.eu.auth0.com/";
  private static final String OPAQUE = "ZXhhbXBsZS1vcGFxdWUtdGV4dA";

  private GeneralHintCases() {}

  static void addTo(HintCaseList all) {
    texts(all);
    issuers(all);
    rules(all);
  }

  private static void texts(HintCaseList all) {
    for (String word : List.of("undefined", "null", "NaN", "[object Object]")) {
      all.add("no-token-yet", MALFORMED_TOKEN, t -> word, "domain", KEYCLOAK);
    }
    all.add("google-access-token", MALFORMED_TOKEN, t -> "ya29.a0AfExample-x", "domain", KEYCLOAK);
    all.add("auth0-opaque-token", MALFORMED_TOKEN, t -> OPAQUE, "domain", AUTH0);
    String dir = "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"iss\":\"https://x.us.auth0.com/\"}";
    all.add("encrypted-token", UNSUPPORTED_TOKEN, t -> encrypted(dir), "domain", AUTH0);
    all.add("api-key", MALFORMED_TOKEN, t -> "sk_test_made-up", "domain", KEYCLOAK);
    all.add("github-token", MALFORMED_TOKEN, t -> "ghs_made-up", "domain", KEYCLOAK);
    all.add("gitlab-job-token", MALFORMED_TOKEN, t -> "glcbt-made-up", "domain", KEYCLOAK);
    all.add("supabase-new-api-key", MALFORMED_TOKEN, t -> "sb_secret_made-up", "domain", SUPABASE);
    all.add("opaque-token", MALFORMED_TOKEN, t -> OPAQUE, "domain", KEYCLOAK);
    String rsa = "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"cty\":\"JWT\"}";
    all.add("encrypted-token", UNSUPPORTED_TOKEN, t -> encrypted(rsa), "domain", COGNITO);
    all.add("zitadel-opaque-token", MALFORMED_TOKEN, t -> OPAQUE, "domain", ZITADEL);
  }

  private static void issuers(HintCaseList all) {
    all.add(
        "okta-org-server",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://dev-1.okta.com").sign(),
        "domain",
        OKTA);
    Stream.of(
            new String[] {"issuer-scheme", "http://sso.example.com/realms/notes"},
            new String[] {"issuer-spelling", "https://SSO.example.com:443/realms/Notes"},
            new String[] {"issuer-host", "http://keycloak:8080/realms/notes"},
            new String[] {"issuer-path", "https://sso.example.com/auth/realms/notes"})
        .forEach(
            row ->
                all.add(
                    row[0],
                    UNKNOWN_ISSUER,
                    t -> t.claim("iss", row[1]).sign(),
                    "domain",
                    KEYCLOAK));
    all.add(
        "issuer-scheme",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://fs.example.com/adfs/services/trust").sign(),
        "type",
        "custom-jwt",
        "issuer",
        "http://fs.example.com/adfs/services/trust");
    all.add(
        "issuer-host",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "http://127.0.0.1:3000").sign(),
        "domain",
        "http://localhost:3000");
    all.add(
        "issuer-path",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", ENTRA).sign(),
        "domain",
        "https://login.microsoftonline.com/{tenant}/v2.0",
        "tenants",
        API);
  }

  private static void rules(HintCaseList all) {
    all.add(
        "shared-secret-token",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "HS256").sign(),
        "domain",
        AUTH0);
    all.add(
        "access-token-type", WRONG_TYPE, t -> t.header("typ", "at+jwt").sign(), "domain", AUTH0);
    // Half a minute, since some tests have a clock that goes on; the edges are in HintsTest.
    all.add("clock-difference", EXPIRED, t -> t.fromNow("exp", -30).sign(), "domain", AUTH0);
    all.add("clock-difference", NOT_YET_VALID, t -> t.fromNow("nbf", 30).sign(), "domain", AUTH0);
    all.add("clock-difference", NOT_YET_VALID, t -> t.fromNow("iat", 30).sign(), "domain", AUTH0);
  }

  /** Five parts, of which only the first one can be read. */
  private static String encrypted(String header) {
    String first =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
    return first + "..bWFkZS11cA.bWFkZS11cA.bWFkZS11cA";
  }
}
