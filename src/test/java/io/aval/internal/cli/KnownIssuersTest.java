package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.hint.KnownIssuer;
import io.aval.testing.TestIssuer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code aval auth add} proposes for issuers that are known, and {@code check} warns of. */
@Timeout(60)
class KnownIssuersTest {
  private static final String COGNITO =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";

  @TempDir Path directory;

  @Test
  void proposesAndExplainsAndAsksBeforeItWrites() throws Exception {
    Scene project = Scene.empty(directory);
    Scene.Result result = project.auth(COGNITO + "\ny\nclient\nn\n", "add", "--offline");
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    assertThat(result.out())
        .contains("This is Amazon Cognito, see docs/issuers/cognito.md.")
        .contains("audience-claims=client_id   access tokens have no aud")
        .contains("? Would you like to write these settings, too? (Y/n) ");
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.cognito.domain=" + COGNITO,
            "aval.providers.cognito.audience-claims=client_id",
            "aval.providers.cognito.required-claims=token_use=access",
            "aval.providers.cognito.roles-claims=cognito:groups",
            "aval.providers.cognito.application-id=client");
  }

  @Test
  void writesNothingThatWasDeclinedAndSaysWhatWillNotWork() throws Exception {
    Scene project = Scene.empty(directory);
    Scene.Result result = project.auth(COGNITO + "\nmaybe\nn\nclient\nn\n", "add", "--offline");
    assertThat(result.out())
        .contains(">> Please type y or n.")
        .contains("Note, settings: access tokens have no aud: audience-claims=client_id");
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.cognito.domain=" + COGNITO,
            "aval.providers.cognito.application-id=client");
  }

  @Test
  void isAnsweredByAnOptionAndNeitherAsksNorWritesWithoutOneInAScript() throws Exception {
    Scene.Result silent = add("silent", COGNITO, "--application-id", "client");
    assertThat(silent.out()).contains("Not written; --proposals writes them.");
    Scene.Result yes = add("yes", COGNITO, "--application-id", "client", "--proposals");
    assertThat(yes.out()).doesNotContain("(Y/n)");
    Scene.Result no = add("no", COGNITO, "--application-id", "client", "--no-proposals");
    assertThat(no.out()).doesNotContain("This is");
    assertThat(parameters("silent")).hasSize(2).isEqualTo(parameters("no"));
    assertThat(parameters("yes")).hasSize(5);
    Scene.Result own =
        add("own", COGNITO, "--client-id", "c", "--proposals", "--set", "roles-claims=mine");
    assertThat(own.out()).doesNotContain("cognito:groups");
    assertThat(parameters("own")).contains("aval.providers.cognito.roles-claims=mine");
  }

  @Test
  void leavesTheGuidesQuestionsAsTheyAre() throws Exception {
    Scene project = Scene.empty(directory);
    Scene.Result result =
        project.auth("https://verb-noun-00.clerk.accounts.dev\nconvex\nn\n", "add", "--offline");
    assertThat(result.out())
        .contains("This is Clerk")
        .contains("getToken", "JWT template")
        .isNotBlank();
    assertThat(result.out()).doesNotContain("(Y/n)");
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.clerk.domain=https://verb-noun-00.clerk.accounts.dev",
            "aval.providers.clerk.application-id=convex");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://securetoken.google.com/notes-4711 | application-id=notes-4711",
        "https://dev-1.okta.com | domain=https://dev-1.okta.com/oauth2/default, application-id=api://default, roles-claims=groups",
        "https://dev-1.okta.com/oauth2/x | roles-claims=groups",
        "https://sts.windows.net/11111111-2222-3333-4444-555555555555/ | discovery=https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/.well-known/openid-configuration, roles-claims=roles",
        "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555 | domain=https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0, roles-claims=roles",
        "https://sso.example.com/realms/notes | roles-claims=realm_access.roles",
        "https://id.example.com/application/o/notes/ | roles-claims=groups",
        "https://abcdefghijklmnopqrst.supabase.co | domain=https://abcdefghijklmnopqrst.supabase.co/auth/v1, jwks=https://abcdefghijklmnopqrst.supabase.co/auth/v1/.well-known/jwks.json, application-id=authenticated, roles-claims=app_metadata.roles",
        "https://team.cloudflareaccess.com | jwks=https://team.cloudflareaccess.com/cdn-cgi/access/certs, aval.token-sources=header:Cf-Access-Jwt-Assertion",
        "https://cloud.google.com/iap | jwks=https://www.gstatic.com/iap/verify/public_key-jwk, aval.token-sources=header:x-goog-iap-jwt-assertion",
        "https://notes.zitadel.cloud | required-claims=jti",
      })
  void knowsWhatGoesWithEach(String domain, String expected) throws Exception {
    Scene.Result result = add("one", domain, "--application-id", "app", "--proposals");
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    List<String> written = parameters("one");
    for (String setting : expected.split(", ")) {
      if (!setting.startsWith("application-id")) { // the option says that already
        assertThat(written).anyMatch(one -> one.endsWith("." + setting) || one.equals(setting));
      }
      assertThat(
              Proposal.of(KnownIssuer.of(domain).orElseThrow(), domain).stream()
                  .map(Proposal::setting))
          .containsExactly(expected.split(", "));
    }
  }

  @Test
  void asksNoAudienceThatAProposalGives() throws Exception {
    Scene project = Scene.empty(directory);
    Scene.Result result =
        project.auth("https://securetoken.google.com/notes-4711\n\nn\n", "add", "--offline");
    assertThat(result.exit()).as(result.out()).isEqualTo(Exit.DONE);
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.google.domain=https://securetoken.google.com/notes-4711",
            "aval.providers.google.application-id=notes-4711");
  }

  @Test
  void leavesTokenSourcesAloneThatThereAre() throws Exception {
    Scene project = Scene.with(directory, "aval.token-sources", "header, cookie:token");
    Scene.Result result =
        project.auth(
            "",
            "add",
            "--domain",
            "https://team.cloudflareaccess.com",
            "--application-id",
            "0".repeat(64),
            "--proposals",
            "--offline");
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    assertThat(project.parameters().stream().filter(one -> one.startsWith("aval.token-sources")))
        .containsExactly("aval.token-sources=header, cookie:token");
    assertThat(result.out())
        .contains("Note, settings: the token comes in a header of its own: aval.token-sources");
  }

  @Test
  void warnsOfSettingsThatWillNotWorkAndEndsWellAllTheSame() throws Exception {
    try (TestIssuer issuer = TestIssuer.start()) {
      String keys = issuer.jwksUri().toString();
      Scene.Result text = check(keys, COGNITO, "application-id", "client");
      assertThat(text.exit()).as(text.out()).isEqualTo(Exit.DONE);
      assertThat(text.out())
          .containsPattern(
              "warn +settings +access tokens have no aud: audience-claims=client_id.*"
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
        "https://cognito-idp.eu-central-1.amazonaws.com/p | application-id=a,required-claims=token_use=access | no token can be accepted",
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
      })
  void warnsOf(String domain, String settings, String warning) throws Exception {
    List<String> found = remarks(domain, settings + ",jwks=https://keys.example.com/jwks.json");
    assertThat(found).anyMatch(one -> one.contains(warning));
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
        "https://login.microsoftonline.com/1/v2.0 | application-id=6",
        "https://sts.windows.net/1/ | application-id=api://6,discovery=https://login.microsoftonline.com/1/.well-known/openid-configuration",
        "https://securetoken.google.com/notes | application-id=notes",
        "https://sso.example.com/realms/notes | application-id=notes-api",
        "https://x.supabase.co/auth/v1 | application-id=authenticated",
        "https://token.actions.githubusercontent.com | application-id=app,required-claims=repository_id=1",
        "https://issuer.example | application-id=account",
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

  private Scene.Result add(String name, String domain, String... options) throws Exception {
    Scene project = Scene.empty(directory.resolve(name));
    return project.auth(
        "",
        Stream.concat(Stream.of("add", "--domain", domain, "--offline"), Stream.of(options))
            .toArray(String[]::new));
  }

  private List<String> parameters(String name) throws Exception {
    return new Scene(directory.resolve(name).resolve("webapp/WEB-INF/web.xml")).parameters();
  }
}
