package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider is called that nobody gave a name. */
class ProviderNamesTest {
  @ParameterizedTest
  @CsvSource({
    "https://oidc.eks.eu-central-1.amazonaws.com/id/A1, eks",
    "https://container.googleapis.com/v1/projects/p/locations/l/clusters/c, gke",
    "https://westeurope.oic.prod-aks.azure.com/t/i/, aks",
    "https://kubernetes.default.svc.cluster.local, kubernetes",
    "https://cognito-idp.eu-central-1.amazonaws.com/p, cognito",
    "https://securetoken.google.com/notes-4711, firebase",
    "https://cloud.google.com/iap, iap",
    "https://accounts.google.com, google",
    "https://adfs.example.com/adfs, adfs",
    "http://adfs.example.com/adfs/services/trust, adfs",
    "https://sso.example.com/realms/notes, keycloak",
    "https://id.example.com/application/o/notes/, authentik",
    "https://token.actions.githubusercontent.com, github",
    "https://github.example.com/_services/token, github",
    "https://gitlab.com, gitlab",
    "https://gitlab.example.com, gitlab",
    "https://example.b2clogin.com/1/v2.0, b2c",
    "https://example.ciamlogin.com/, external",
    "https://login.microsoftonline.com/{tenant}/v2.0, entra",
    "https://sts.windows.net/1/, entra",
    "https://example.cloudflareaccess.com, access",
    "https://dev-1.okta.com, okta",
    "https://clerk.example.com, clerk",
    "https://notes.us1.zitadel.cloud, zitadel",
    "https://login.example.com, example",
    "http://localhost:8180, local",
    "http://127.0.0.1:8180, main",
  })
  void isWhatThePageCallsItOrElseAfterTheHost(String issuer, String name) {
    assertThat(ProviderNames.of(issuer, List.of())).isEqualTo(name);
    assertThat(ProviderNames.of(issuer, List.of(name))).isEqualTo(name + "2");
  }
}
