package io.aval.internal.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers are told by their URLs, and by nothing that only looks like one. */
class KnownIssuerTest {

  @ParameterizedTest
  @CsvSource({
    "CLERK, https://verb-noun-00.clerk.accounts.dev",
    "CLERK, https://clerk.example.com/",
    "AUTH0, https://example.eu.auth0.com/",
    "AUTH0, example.auth0.com",
    "OKTA, https://dev-1.okta.com/oauth2/default",
    "OKTA_ORG, https://dev-1.oktapreview.com",
    "ENTRA, https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
    "ENTRA, https://login.microsoftonline.com/{tenant}/v2.0",
    "ENTRA_V1, https://sts.windows.net/11111111-2222-3333-4444-555555555555/",
    "ENTRA_BARE, https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555",
    "ENTRA_EXTERNAL, https://1.ciamlogin.com/1/v2.0",
    "ENTRA_EXTERNAL, https://example.ciamlogin.com/",
    "ENTRA_EXTERNAL, https://clerk.ciamlogin.com/",
    "GITHUB, https://github.example.com/_services/token",
    "B2C, https://notes.b2clogin.com/1/v2.0/",
    "COGNITO, https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
    "FIREBASE, https://securetoken.google.com/notes-4711",
    "GOOGLE, accounts.google.com",
    "GOOGLE_IAP, https://cloud.google.com/iap",
    "APPLE, https://appleid.apple.com",
    "SUPABASE, https://abcdefghijklmnopqrst.supabase.co/auth/v1",
    "SUPABASE, https://abcdefghijklmnopqrst.supabase.co",
    "ZITADEL, https://notes.zitadel.cloud",
    "GITHUB, https://token.actions.githubusercontent.com",
    "GITHUB, https://token.actions.githubusercontent.com/enterprise",
    "GITLAB, https://gitlab.com",
    "KUBERNETES, https://kubernetes.default.svc.cluster.local",
    "KUBERNETES, https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF",
    "CLOUDFLARE, https://team.cloudflareaccess.com",
    "ADFS, https://fs.example.com/adfs",
    "ADFS, http://fs.example.com/adfs/services/trust",
    "KEYCLOAK, https://sso.example.com/realms/notes",
    "KEYCLOAK, HTTP://localhost:8180/auth/realms/notes/",
    "AUTHENTIK, https://id.example.com/application/o/notes/",
  })
  void tellsThemApart(KnownIssuer known, String url) {
    assertThat(KnownIssuer.of(url)).contains(known);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://issuer.example",
        "https://evil.test/https://example.auth0.com/",
        "https://example.auth0.com.evil.test",
        "https://evil.test/.auth0.com",
        "https://accounts.google.com.evil.test",
        "https://evil.test?x=/realms/",
        "partner",
      })
  void knowsNoOther(String url) {
    assertThat(KnownIssuer.of(url)).isEmpty();
  }

  @Test
  void givesPartsOnlyWhereTheyAreHarmless() {
    String tenant = "https://sts.windows.net/";
    assertThat(KnownIssuer.ENTRA_V1.part(tenant + "1-2", "tenant")).contains("1-2");
    assertThat(KnownIssuer.ENTRA_V1.part(tenant + "$(reboot)", "tenant")).isEmpty();
    assertThat(KnownIssuer.ENTRA_V1.part("https://clerk.example.com", "tenant")).isEmpty();
    assertThat(KnownIssuer.CLERK.part("https://clerk.example.com", "tenant")).isEmpty();
  }

  @Test
  void looksAtHostileTextsInNoTime() {
    Assertions.assertThatCode(
            () ->
                org.junit.jupiter.api.Assertions.assertTimeout(
                    Duration.ofSeconds(5),
                    () -> {
                      for (int i = 0; i < 1_000; i++) {
                        KnownIssuer.of("https://" + "a/".repeat(140) + "realms");
                        KnownIssuer.of("a.".repeat(149));
                        KnownIssuer.of("/".repeat(16_000));
                      }
                    }))
        .doesNotThrowAnyException();
  }
}
