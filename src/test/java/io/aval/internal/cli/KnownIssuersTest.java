package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code aval auth add} proposes for issuers that are known. */
@Timeout(60)
class KnownIssuersTest {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
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
        .contains("audience-claims=client_id   only access tokens for a resource have an aud")
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
        .contains("Note, settings: access tokens have an aud only where");
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
        "https://example.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0 | domain=https://11111111-2222-3333-4444-555555555555.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0, discovery=https://example.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0/.well-known/openid-configuration, roles-claims=roles",
        "https://11111111-2222-3333-4444-555555555555.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0 | roles-claims=roles",
        "https://example.ciamlogin.com/ | roles-claims=roles",
      })
  void knowsWhatGoesWithEach(String domain, String expected) throws Exception {
    Scene project = Scene.empty(directory.resolve("one"));
    Scene.Result result =
        project.auth(
            domain + "\nn\n", "add", "--application-id", "app", "--proposals", "--offline");
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    List<String> written = parameters("one");
    for (String setting : expected.split(", ")) {
      if (!setting.startsWith("application-id")) { // the option says that already
        assertThat(written).anyMatch(one -> one.endsWith("." + setting) || one.equals(setting));
      }
      assertThat(
              Proposal.of(NamedIssuer.of(domain).orElseThrow().known(), domain).stream()
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
            "aval.providers.firebase.domain=https://securetoken.google.com/notes-4711",
            "aval.providers.firebase.application-id=notes-4711");
  }

  @Test
  void offersNoRolesThatEveryTenantInTheWorldMayGrant() throws Exception {
    String domain = "https://login.microsoftonline.com/{tenant}/v2.0";
    String keys =
        "discovery=https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";
    String[] all = {"--application-id", "6", "--proposals", "--set", "tenants=*", "--set", keys};
    assertThat(add("all", domain, all).exit()).isEqualTo(Exit.DONE);
    assertThat(parameters("all"))
        .contains("aval.providers.entra.tenants=*")
        .noneMatch(one -> one.contains("roles-claims"));
    String[] one = {"--application-id", "6", "--proposals", "--set", "tenants=" + TENANT};
    assertThat(add("one", domain, one).exit()).isEqualTo(Exit.DONE);
    assertThat(parameters("one")).contains("aval.providers.entra.roles-claims=roles");
  }

  @Test
  void keepsTheDomainThatAnOptionSaysAndSaysWhichItWouldPropose() throws Exception {
    Scene.Result id =
        add("id", "https://dev-1.okta.com", "--client-id", "0oa1b2c3d4E5f6G7h8i9", "--proposals");
    assertThat(id.out())
        .contains("Note, domain: it stays as the option says it")
        .contains("https://dev-1.okta.com/oauth2/default");
    assertThat(parameters("id"))
        .containsExactly(
            "aval.providers.okta.domain=https://dev-1.okta.com",
            "aval.providers.okta.application-id=0oa1b2c3d4E5f6G7h8i9",
            "aval.providers.okta.roles-claims=groups");
    Scene open = Scene.empty(directory.resolve("open"));
    Scene.Result asked =
        open.auth(
            "mine\nn\n", "add", "--domain", "https://dev-1.okta.com", "--proposals", "--offline");
    assertThat(asked.exit()).as(asked.err()).isEqualTo(Exit.DONE);
    assertThat(parameters("open"))
        .contains("aval.providers.okta.domain=https://dev-1.okta.com")
        .contains("aval.providers.okta.application-id=mine");
  }

  @Test
  void sendsToThePageThatHasExternalId() throws Exception {
    String domain = "https://example.ciamlogin.com/";
    assertThat(add("external", domain, "--application-id", "6").out())
        .contains("This is Microsoft Entra External ID, see docs/issuers/azure-ad-b2c.md.")
        .contains("--set discovery=https://<name>.ciamlogin.com/");
  }

  @Test
  void offersNoNumberOfAProjectAsItsAudience() throws Exception {
    String domain = "https://securetoken.google.com/471147114711";
    Scene project = Scene.empty(directory);
    Scene.Result result = project.auth(domain + "\nnotes-4711\nn\n", "add", "--offline");
    assertThat(result.exit()).as(result.out()).isEqualTo(Exit.DONE);
    assertThat(result.out())
        .doesNotContain("application-id=471147114711")
        .contains("Note, settings: the domain ends in the project's number");
  }

  @Test
  void asksForAFileOfAuthoritiesOnlyInsideACluster() throws Exception {
    String inner = "https://kubernetes.default.svc.cluster.local";
    String eks = "https://oidc.eks.eu-central-1.amazonaws.com/id/A1";
    assertThat(add("inner", inner, "--application-id", "notes").out()).contains("ca-file");
    assertThat(add("eks", eks, "--application-id", "notes").out())
        .contains("projected volume")
        .doesNotContain("ca-file");
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
