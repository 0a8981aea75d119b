package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Issuers whose tokens a proxy puts into a header of their own. */
@Timeout(60)
class ProxyTokensTest {
  private static final String ACCESS = "https://example.cloudflareaccess.com";
  private static final String IAP = "https://cloud.google.com/iap";
  private static final String ACCESS_HEADER = "header:Cf-Access-Jwt-Assertion";
  private static final String IAP_HEADER = "header:x-goog-iap-jwt-assertion";
  private static final String AUD = "0".repeat(64);
  private static final String BACKEND = "/projects/123456789012/global/backendServices/1";

  @TempDir Path directory;

  @Test
  void warnsOfNoHeaderThatTheFileNames() throws Exception {
    assertThat(remarks(ACCESS, AUD, ACCESS_HEADER)).isEmpty();
    assertThat(remarks(ACCESS, AUD, "header, " + ACCESS_HEADER)).isEmpty();
    assertThat(remarks(IAP, BACKEND, IAP_HEADER)).isEmpty();
    assertThat(remarks(ACCESS, AUD, "header"))
        .singleElement()
        .asString()
        .contains("in a header of its own");
  }

  @Test
  void warnsOfAuthorizationBesideTheHeaderOfIap() throws Exception {
    assertThat(remarks(IAP, BACKEND, "header, " + IAP_HEADER))
        .singleElement()
        .asString()
        .startsWith("aval.token-sources has header as well");
  }

  @Test
  void keepsAuthorizationForTheProvidersThatAreThere() throws Exception {
    Scene project = beside();
    Scene.Result result = add(project, ACCESS, AUD);
    assertThat(result.out()).contains("before it the tokens of clerk, as until now");
    assertThat(project.parameters()).contains("aval.token-sources=header, " + ACCESS_HEADER);
  }

  @Test
  void saysOfIapThatOthersTokensAreNoLongerLookedFor() throws Exception {
    Scene project = beside();
    Scene.Result result = add(project, IAP, BACKEND);
    assertThat(result.out())
        .contains("NOTE: the tokens of clerk in Authorization are no longer accepted then");
    assertThat(project.parameters()).contains("aval.token-sources=" + IAP_HEADER);
  }

  @Test
  void needsNoMoreThanTheHeaderWhereThereIsNobodyElse() throws Exception {
    Scene project = Scene.empty(directory);
    assertThat(add(project, ACCESS, AUD).out()).doesNotContain("NOTE", "as until now");
    assertThat(project.parameters()).contains("aval.token-sources=" + ACCESS_HEADER);
  }

  @Test
  void warnsOfAProviderWhoseTokensAProxyHasLeftNoPlaceFor() throws Exception {
    String other = "https://login.example.com";
    assertThat(remarks(other, "notes", IAP_HEADER))
        .singleElement()
        .asString()
        .contains("tokens of this issuer in Authorization are not looked at");
    assertThat(remarks(other, "notes", "header, " + ACCESS_HEADER)).isEmpty();
    assertThat(remarks(other, "notes", "header:X-Forwarded-Access-Token")).isEmpty();
    assertThat(remarks(other, "notes", "cookie:token")).isEmpty();
  }

  private Scene beside() throws Exception {
    return Scene.with(
        directory,
        "aval.providers.clerk.domain",
        "https://verb-noun-00.clerk.accounts.dev",
        "aval.providers.clerk.application-id",
        "convex");
  }

  private static Scene.Result add(Scene project, String domain, String audience) {
    return project.auth(
        "", "add", "--domain", domain, "--application-id", audience, "--proposals", "--offline");
  }

  private List<String> remarks(String domain, String audience, String sources) throws Exception {
    Scene project =
        Scene.with(
            directory,
            "aval.providers.proxy.domain",
            domain,
            "aval.providers.proxy.jwks",
            "https://keys.example.com/jwks.json",
            "aval.providers.proxy.application-id",
            audience,
            "aval.token-sources",
            sources);
    WebXml file = new WebXmlFile(project.webXml()).read();
    return WrittenProvider.of(file, "proxy").remarks();
  }
}
