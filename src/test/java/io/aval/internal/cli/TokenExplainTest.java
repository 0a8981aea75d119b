package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenExplainTest {
  private TestIssuer issuer;
  @TempDir private Path project;

  @BeforeEach
  void start() {
    issuer = TestIssuer.start();
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void saysWhichProviderAndKeyAndWhatTheIdentityWouldBe() {
    CommandRun run = explain(good().claim("email", "ada@example.com").sign());

    assertThat(run.done())
        .startsWith("Accepted.")
        .contains("Provider  main")
        .contains("Key       \"" + issuer.current().kid() + "\", \"RS256\"")
        .contains("Fetched   " + issuer.discoveryUri(), "          " + issuer.jwksUri() + "\n")
        .contains("passed    signature")
        .contains("not asked revocation        only the running application knows")
        .contains("\"tokenIdentifier\": \"" + issuer.issuer() + "|user-1\"")
        .contains("\"email\": \"ada@example.com\"");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysWhichRolesAndScopesTheTokenGrants() {
    Path webXml =
        webXml(
            Map.of(
                "aval.providers.main.domain", issuer.issuer(),
                "aval.providers.main.application-id", "app",
                "aval.providers.main.roles-claims", "groups",
                "aval.providers.main.allowed-roles", "editor, reader"));
    String token =
        good()
            .claim("groups", List.of("reader", "admin", "editor"))
            .claim("scope", "notes:write notes:read")
            .sign();

    CommandRun text = CommandRun.with(token, "token", "explain", "-", "--web-xml", webXml);
    assertThat(text.done())
        .contains("\nRoles     \"editor\", \"reader\"\n")
        .contains("\nScopes    \"notes:read\", \"notes:write\"\n");

    CommandRun json =
        CommandRun.with(token, "token", "explain", "-", "--json", "--web-xml", webXml);
    assertThat(json.json().get("verdict"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("roles", List.of("editor", "reader"))
        .containsEntry("scopes", List.of("notes:read", "notes:write"));
  }

  @Test
  void saysThatATokenGrantsNothing() {
    assertThat(explain(good().sign()).done()).contains("\nRoles     none\nScopes    none\n");
  }

  @Test
  void saysByHowMuchATokenHasExpiredAndWhatToDo() {
    CommandRun run = explain(good().fromNow("iat", -300).fromNow("exp", -192).sign());

    assertThat(run.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(run.out())
        .startsWith("Refused: EXPIRED (401). The token has expired.")
        .containsPattern("FAILED    expiry            expired 3 min 1[2-9] s ago")
        .contains("What to do:\n  Take a new token");
  }

  @Test
  void goesOnAfterTheFirstFailureAndSaysWhatElseIsWrong() {
    CommandRun run = explain(good().claim("aud", "other").fromNow("exp", -60).sign());

    assertThat(run.out())
        .startsWith("Refused: WRONG_AUDIENCE")
        .containsPattern("FAILED    expiry  .*\\(EXPIRED\\)")
        .doesNotContain("Identity");
  }

  @Test
  void fetchesNothingOfflineAndSaysWhichChecksItCouldNotMake() {
    CommandRun run = explain(good().sign(), "--offline");

    assertThat(run.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(run.out())
        .startsWith("Undecided.")
        .contains("Fetched   nothing")
        .contains("not made  key               not made: the keys would have to be fetched")
        .contains("not made  signature")
        .contains("passed    expiry");
    assertThat(issuer.discoveryRequests() + issuer.jwksRequests()).isZero();
  }

  @Test
  void saysOfflineWhatIsWrongWhateverTheKeyIs() {
    CommandRun run = explain(good().fromNow("exp", -60).sign(), "--offline", "--json");

    assertThat(run.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(run.json().get("verdict"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("outcome", "REFUSED")
        .containsEntry("reason", "EXPIRED");
  }

  @Test
  void decidesOfflineByKeysThatAreInTheProject() throws Exception {
    Path webXml =
        webXml(
            Map.of(
                "aval.providers.main.type", "custom-jwt",
                "aval.providers.main.issuer", issuer.issuer(),
                "aval.providers.main.jwks", "classpath:keys.json",
                "aval.providers.main.application-id", "app"));
    Path resources = Files.createDirectories(webXml.resolveSibling("classes"));
    Files.writeString(
        resources.resolve("keys.json"),
        JsonUtil.toJson(Map.of("keys", List.of(issuer.current().jwk()))));

    CommandRun run =
        CommandRun.with(good().sign(), "token", "explain", "-", "--offline", "--web-xml", webXml);

    assertThat(run.done()).startsWith("Accepted.").contains("Fetched   nothing");
  }

  @Test
  void saysWhatKeptItFromTheKeys() {
    issuer.close();
    CommandRun run = explain(good().sign());

    assertThat(run.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(run.out())
        .startsWith("Refused: KEYS_UNAVAILABLE (503)")
        .containsPattern("Fetched   " + issuer.discoveryUri() + " - .+")
        .contains("aval.http.ca-file");
  }

  @Test
  void warnsThatATokenAsAnArgumentStaysInTheHistoryAndNeverShowsIt() {
    String token = good().sign();
    CommandRun run = CommandRun.of("token", "explain", token, "--web-xml", trusting());

    assertThat(run.done()).startsWith("Accepted.");
    assertThat(run.err()).contains("the shell's history");
    assertThat(run.all()).doesNotContain(token, token.substring(token.lastIndexOf('.') + 1));
  }

  @Test
  void repeatsNoTokenThatStandsInTheWrongPlace() {
    String token = good().sign();
    for (List<String> words :
        List.of(
            List.of("token", token),
            List.of("token", "explain", "--token=" + token),
            List.of("token", "explain", "--json=" + token),
            List.of("token", "explain", "--web-xml", token + "/web.xml"),
            List.of("auth", "list", token),
            List.of(token))) {
      CommandRun run = CommandRun.of(words.toArray());
      assertThat(run.exit()).as(run.all()).isIn(Exit.USAGE, Exit.NOT_DONE);
      assertThat(run.err()).isNotBlank();
      assertThat(run.all()).doesNotContain(token, token.substring(token.lastIndexOf('.') + 1));
    }
    CommandRun apart = CommandRun.of("token", "explain", "Bearer", token, "--web-xml", trusting());
    assertThat(apart.done()).startsWith("Accepted.");
    assertThat(apart.all()).doesNotContain(token);
  }

  @Test
  void takesATokenWithTheHeaderAroundIt() {
    for (String around : List.of("Authorization: Bearer %s\n", "bearer  %s", "  %s \r\n")) {
      assertThat(explain(String.format(around, good().sign())).done()).startsWith("Accepted.");
    }
  }

  @Test
  void letsNoTokenMoveTheCursorOrHideAnything() {
    String hostile = "\u001b[2J\u202e\u0007\u009b1A\ud800";
    for (String token :
        List.of(
            good().claim("name", hostile).sign(),
            good().claim("scope", hostile).sign(),
            good().claim("sub", hostile).claim("aud", hostile).sign(),
            good().claim("iss", "https://" + hostile).sign(),
            good().header("kid", hostile).sign())) {
      for (String form : List.of("--json=false", "--json")) {
        CommandRun run =
            CommandRun.with(token, "token", "explain", "-", form, "--web-xml=" + trusting());
        assertThat(run.out().replace("\n", "")).isNotEmpty().doesNotContainPattern("\\p{C}");
      }
    }
  }

  @Test
  void offersForCopyingOnlyWhatAShellReadsAsItStands() {
    CommandRun known =
        explain(good().claim("iss", "https://clerk.example.com").claim("aud", "convex").sign());
    assertThat(known.out())
        .contains("UNKNOWN_ISSUER")
        .contains("aval auth add --domain https://clerk.example.com --application-id convex");
    CommandRun hostile =
        explain(good().claim("iss", "https://x.test/$(reboot)").claim("aud", "convex").sign());
    assertThat(hostile.out()).contains("UNKNOWN_ISSUER").doesNotContain("aval auth add");
  }

  @Test
  void asksForATokenWhereThereIsNone() {
    assertThat(CommandRun.of("token", "explain", "-", "--web-xml", trusting()).notDone())
        .contains("No token was given.");
  }

  @Test
  void saysWhatIsWrongWithTheConfiguration() {
    Path webXml = webXml(Map.of("aval.providers.main.domain", issuer.issuer()));
    assertThat(
            CommandRun.with(good().sign(), "token", "explain", "-", "--web-xml", webXml).notDone())
        .contains("aval.providers.main.application-id");
  }

  private TestTokens good() {
    return TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now());
  }

  private CommandRun explain(String input, String... more) {
    Object[] words = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"token", "explain", "-", "--web-xml", trusting()}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return CommandRun.with(input, words);
  }

  private Path trusting() {
    return webXml(
        Map.of(
            "aval.providers.main.domain",
            issuer.issuer(),
            "aval.providers.main.application-id",
            "app"));
  }

  private Path webXml(Map<String, String> parameters) {
    return CommandRun.webXml(project, new LinkedHashMap<>(parameters));
  }
}
