package io.aval.testing;

import static io.aval.Reason.UNKNOWN_ISSUER;

import java.util.List;

/** An address of an issuer in {@code domain} that is not the one of its tokens. */
final class DomainHintCases {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";

  private DomainHintCases() {}

  static void addTo(HintCaseList all) {
    String supabase = "https://abcdefghijklmnopqrst.supabase.co";
    add(all, "supabase-domain", supabase, supabase + "/auth/v1");
    String entra = "https://login.microsoftonline.com/";
    for (String tenant :
        List.of(TENANT, "example.onmicrosoft.com", "example.onmicrosoft.com/v2.0")) {
      add(all, "entra-domain", entra + tenant, entra + TENANT + "/v2.0");
    }
    String b2c = "https://notes.b2clogin.com/";
    for (String policy :
        List.of("notes.onmicrosoft.com/B2C_1_signin/v2.0/", TENANT + "/B2C_1_signin/v2.0")) {
      add(all, "b2c-domain", b2c + policy, b2c + TENANT + "/v2.0/");
    }
    String firebase = "https://securetoken.google.com/";
    add(all, "firebase-domain", firebase + "471147114711", firebase + "notes-4711");
    String keycloak = "https://sso.example.com/realms/notes";
    for (String keys : List.of("/protocol/openid-connect/certs", "/jwks.json")) {
      add(all, "domain-is-a-key-set", keycloak + keys, keycloak);
    }
  }

  private static void add(HintCaseList all, String id, String domain, String issuer) {
    all.add(id, UNKNOWN_ISSUER, t -> t.claim("iss", issuer).sign(), "domain", domain);
  }
}
