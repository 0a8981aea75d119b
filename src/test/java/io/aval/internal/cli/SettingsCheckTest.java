package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.TestIssuer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code aval auth check} warns of where an issuer is known. */
@Timeout(60)
class SettingsCheckTest {
  private static final String COGNITO =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";

  @TempDir Path directory;

  @Test
  void warnsOfSettingsThatWillNotWorkAndEndsWellAllTheSame() throws Exception {
    try (TestIssuer issuer = TestIssuer.start()) {
      String keys = issuer.jwksUri().toString();
      Scene.Result text = check(keys, COGNITO, "application-id", "client");
      assertThat(text.exit()).as(text.out()).isEqualTo(Exit.DONE);
      assertThat(text.out())
          .containsPattern(
              "warn +settings +access tokens have an aud only where.*: audience-claims=client_id.*"
                  + "\\(docs/issuers/cognito.md\\)");
      Scene.Result json =
          Scene.run("", "auth", "check", "--json", "--web-xml", webXml().toString());
      assertThat(json.exit()).isEqualTo(Exit.DONE);
      try (JsonReader reader = Json.createReader(new StringReader(json.out()))) {
        JsonObject provider = reader.readArray().getJsonObject(0);
        JsonObject last =
            provider
                .getJsonArray("checks")
                .getJsonObject(provider.getJsonArray("checks").size() - 1);
        assertThat(provider.getBoolean("passed")).isTrue();
        assertThat(last.getString("check")).isEqualTo("settings");
        assertThat(last.getString("outcome")).isEqualTo("warned");
        assertThat(last.getString("issuer")).isEqualTo(COGNITO);
      }
      Scene.Result good =
          check(
              keys,
              COGNITO,
              "application-id",
              "client",
              "audience-claims",
              "client_id",
              "required-claims",
              "token_use=access");
      assertThat(good.out()).containsPattern("ok +settings +docs/issuers/cognito.md");
      assertThat(check(keys, issuer.issuer(), "application-id", "a").out())
          .doesNotContain("settings");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.clerk.accounts.dev | allow-any-audience=true | allow-any-audience without",
        "https://example.clerk.accounts.dev | allow-any-audience=true,authorized-parties=https://a.test/ | slash at its end",
        "https://example.auth0.com | application-id=abcdefghijklmnopqrstuvwxyz012345 | looks like a client ID",
        "https://example.auth0.com | application-id=https://example.auth0.com/userinfo | of Auth0's own",
        "https://dev-1.okta.com | application-id=api://default | only Okta can verify",
        "https://dev-1.okta.com/oauth2/default | application-id=0oaabcdefghijklmnopq | is a client ID",
        "https://login.microsoftonline.com/common/v2.0 | application-id=a | no token has common",
        "https://login.microsoftonline.com/1/v2.0 | application-id=api://a | begins with api://",
        "https://login.microsoftonline.com/1 | application-id=a | no token has this issuer",
        "https://login.microsoftonline.com/1/v2.0 | application-id=https://graph.microsoft.com | nobody else can verify",
        "https://cognito-idp.eu-central-1.amazonaws.com/p | application-id=a,required-claims=token_use=access | only where the client asked for a resource",
        "https://cognito-idp.eu-central-1.amazonaws.com/p | allow-any-audience=true | ID tokens are accepted as well",
        "https://securetoken.google.com/notes | application-id=4711 | should be notes",
        "https://sso.example.com/realms/notes | application-id=account | every token of the realm",
        "https://x.supabase.co/auth/v1 | application-id=app | should be authenticated",
        "https://fs.example.com/adfs | application-id=app | another issuer into access tokens",
        "https://token.actions.githubusercontent.com | application-id=app | everybody on GitHub Actions",
        "https://token.actions.githubusercontent.com | application-id=https://github.com/o,required-claims=repository_id=1 | default audience",
        "https://gitlab.com | application-id=app | project_id=<id>",
        "https://accounts.google.com | application-id=https://app.example.com | every service account",
        "https://appleid.apple.com | application-id=ABCDE12345 | Team ID",
        "https://kubernetes.default.svc | application-id=https://kubernetes.default.svc | every pod's",
        "https://team.cloudflareaccess.com | application-id=app | cf-access-jwt-assertion",
        "https://team.cloudflareaccess.com | application-id=app | 64 hexadecimal digits",
        "https://cloud.google.com/iap | application-id=/projects/notes/apps/x | with the project's number",
        "https://login.microsoftonline.com/{tenant}/v2.0 | application-id=6,tenants=*,roles-claims=roles | every tenant in the world",
        "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0 | application-id=6 | write the tenant's id",
        "https://login.microsoftonline.com/{tenant}/v2.0 | application-id=6,tenants=contoso.onmicrosoft.com | tenants has a name",
        "https://example.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0 | application-id=6 | in the host, too",
        "https://securetoken.google.com/471147114711 | application-id=notes-4711 | the project's number",
        "https://x.supabase.co | application-id=authenticated | ends in /auth/v1",
        "https://x.supabase.co/auth/v1 | application-id=authenticated,roles-claims=user_metadata.roles | which users write themselves",
        "https://token.actions.githubusercontent.com | application-id=app,required-claims=repository | everybody on GitHub Actions",
        "https://github.example.com/_services/token | application-id=app | everybody on GitHub Actions",
        "https://accounts.google.com | application-id=https://app.example.com,required-claims=email | every service account",
      })
  void warnsOf(String domain, String settings, String warning) throws Exception {
    List<String> found = remarks(domain, settings + ",jwks=https://keys.example.com/jwks.json");
    assertThat(found).anyMatch(one -> one.contains(warning));
  }

  @Test
  void advisesNoAudienceOfTheNumberOfAProject() throws Exception {
    String settings = "application-id=notes-4711,jwks=https://keys.example.com/jwks.json";
    assertThat(remarks("https://securetoken.google.com/471147114711", settings))
        .noneMatch(one -> one.contains("application-id should be"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://sts.windows.net/1/ | application-id=api://a | discovery is missing",
        "https://notes.b2clogin.com/1/v2.0 | application-id=a | discovery is missing",
        "https://cloud.google.com/iap | application-id=/projects/1/apps/x | jwks is missing",
      })
  void warnsWithoutAPlaceForKeysOf(String domain, String settings, String warning)
      throws Exception {
    assertThat(remarks(domain, settings)).anyMatch(one -> one.contains(warning));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.clerk.accounts.dev | application-id=convex",
        "https://example.auth0.com/ | application-id=https://notes.example.com/api",
        "https://dev-1.okta.com/oauth2/default | application-id=api://default",
        "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0 | application-id=6",
        "https://sts.windows.net/11111111-2222-3333-4444-555555555555/ | application-id=api://6,discovery=https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/.well-known/openid-configuration",
        "https://securetoken.google.com/notes | application-id=notes",
        "https://sso.example.com/realms/notes | application-id=notes-api",
        "https://x.supabase.co/auth/v1 | application-id=authenticated",
        "https://token.actions.githubusercontent.com | application-id=app,required-claims=repository_id=1",
        "https://issuer.example | application-id=account",
        "https://dev-1.okta.com | application-id=0oaabcdefghijklmnopq",
        "https://login.microsoftonline.com/{tenant}/v2.0 | application-id=6,tenants=*,jwks=https://k.example/j,roles-claims=roles,allowed-roles=reader",
        "https://accounts.google.com | application-id=https://app.example.com,required-claims=sub=4711",
        "https://github.example.com/_services/token | application-id=app,required-claims=repository=o/r",
      })
  void warnsOfNothingThatIsAsItsPageHasIt(String domain, String settings) throws Exception {
    assertThat(remarks(domain, settings)).isEmpty();
  }

  private List<String> remarks(String domain, String settings) throws Exception {
    List<String> parameters = new ArrayList<>(List.of("aval.providers.mine.domain", domain));
    for (String setting : settings.split(",")) {
      int equals = setting.indexOf('=');
      parameters.add("aval.providers.mine." + setting.substring(0, equals));
      parameters.add(setting.substring(equals + 1));
    }
    Scene project = Scene.with(directory, parameters.toArray(String[]::new));
    WrittenProvider provider = WrittenProvider.of(new WebXmlFile(project.webXml()).read(), "mine");
    assertThat(provider.fullFaults()).isEmpty();
    return provider.remarks();
  }

  private Path webXml() {
    return directory.resolve("webapp/WEB-INF/web.xml");
  }

  private Scene.Result check(String jwks, String domain, String... keys) throws Exception {
    List<String> parameters =
        new ArrayList<>(
            List.of("aval.providers.mine.domain", domain, "aval.providers.mine.jwks", jwks));
    for (int i = 0; i < keys.length; i += 2) {
      parameters.add("aval.providers.mine." + keys[i]);
      parameters.add(keys[i + 1]);
    }
    return Scene.with(directory, parameters.toArray(String[]::new)).auth("", "check");
  }
}
