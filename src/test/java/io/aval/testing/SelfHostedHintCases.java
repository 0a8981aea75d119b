package io.aval.testing;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_AUTHORIZED_PARTY;
import static io.aval.Reason.WRONG_TYPE;

import java.util.List;

/** What goes wrong with tokens of issuers that people run themselves. */
final class SelfHostedHintCases {
  private static final String KEYCLOAK = "https://sso.example.com/realms/notes";
  private static final String ZITADEL = "https://notes.zitadel.cloud";
  private static final String AUTHENTIK = "https://id.example.com/application/o/notes/";

  private SelfHostedHintCases() {}

  static void addTo(HintCaseList all) {
    keycloak(all);
    zitadelAndAuthentik(all);
  }

  private static void keycloak(HintCaseList all) {
    for (String type : List.of("Refresh", "Offline")) {
      all.add(
          "keycloak-refresh-token",
          ALGORITHM_NOT_ALLOWED,
          t -> t.header("alg", "HS512").claim("typ", type).claim("aud", KEYCLOAK).sign(),
          "domain",
          KEYCLOAK);
    }
    all.add(
        "id-token",
        WRONG_AUDIENCE,
        t -> t.claim("typ", "ID").claim("aud", "notes-web").sign(),
        "domain",
        KEYCLOAK);
    all.add(
        "keycloak-account-audience",
        WRONG_AUDIENCE,
        t -> t.claim("typ", "Bearer").claim("aud", "account").claim("azp", "notes-web").sign(),
        "domain",
        KEYCLOAK);
    all.add(
        "keycloak-account-audience",
        WRONG_AUDIENCE,
        t -> t.claim("typ", "Bearer").without("aud").claim("nonce", "n").sign(),
        "domain",
        KEYCLOAK);
    all.add("keycloak-no-subject", MISSING_CLAIM, t -> t.without("sub").sign(), "domain", KEYCLOAK);
    all.add(
        "keycloak-at-jwt", WRONG_TYPE, t -> t.header("typ", "at+jwt").sign(), "domain", KEYCLOAK);
    all.add(
        "keycloak-at-jwt",
        MISSING_CLAIM,
        t -> t.header("typ", "at+jwt").sign(),
        "domain",
        KEYCLOAK,
        "token-types",
        "at+jwt");
  }

  private static void zitadelAndAuthentik(HintCaseList all) {
    all.add(
        "zitadel-project-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "1").sign(),
        "domain",
        ZITADEL);
    all.add(
        "zitadel-id-token",
        MISSING_CLAIM,
        TestTokens::sign,
        "domain",
        ZITADEL,
        "required-claims",
        "jti");
    all.add(
        "authentik-no-signing-key",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "HS256").sign(),
        "domain",
        AUTHENTIK);
    all.add(
        "authentik-issuer-mode",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://id.example.com/").sign(),
        "domain",
        AUTHENTIK);
    all.add(
        "authentik-id-token",
        WRONG_AUTHORIZED_PARTY,
        TestTokens::sign,
        "domain",
        AUTHENTIK,
        "authorized-parties",
        "app");
    all.add(
        "apple-event",
        MISSING_CLAIM,
        t -> t.without("sub").claim("events", "{}").sign(),
        "domain",
        "https://appleid.apple.com");
    String aval = "https://notes.example.com";
    all.add(
        "aval-template-without-audience",
        WRONG_AUDIENCE,
        t -> t.header("cat", "aval_template").without("aud").sign(),
        "domain",
        aval);
    all.add(
        "aval-own-key",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("cat", "aval_template").header("alg", "HS256").withoutHeader("kid").sign(),
        "domain",
        aval);
    all.add(
        "aval-session-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sid", "s").claim("sts", "active").sign(),
        "domain",
        aval);
  }
}
