package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.HintCases;
import io.aval.testing.TestIssuer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code aval token explain} says of known mistakes. */
class TokenExplainHintsTest {
  private static TestIssuer issuer;
  @TempDir private Path project;

  @BeforeAll
  static void open() {
    issuer = TestIssuer.start();
  }

  @AfterAll
  static void close() {
    issuer.close();
  }

  static List<HintCases.Case> cases() {
    return HintCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatItMostLikelyIs(HintCases.Case row) {
    String token = row.make(issuer.current(), Instant.now());
    Path webXml = CommandRun.webXml(project, row.configuration(issuer.jwksUri().toString()));

    CommandRun text = CommandRun.with(token, "token", "explain", "-", "--web-xml", webXml);
    CommandRun json =
        CommandRun.with(token, "token", "explain", "-", "--json", "--web-xml", webXml);

    Map<?, ?> verdict = (Map<?, ?>) json.json().get("verdict");
    Map<?, ?> hint = (Map<?, ?>) verdict.get("hint");
    assertThat(verdict.get("reason")).isEqualTo(row.reason().name());
    assertThat(hint.get("id")).isEqualTo(row.id());
    assertThat(text.out())
        .contains("Most likely (" + row.id() + "):\n  " + hint.get("sentence") + "\n  ")
        .contains(hint.get("cure") + "\n  See " + hint.get("page"))
        .contains("What to do:");
    assertThat(text.exit()).isEqualTo(Exit.CHECK_FAILED);
    if (token.length() > 40) {
      assertThat(text.all() + json.all()).doesNotContain(token);
    }
  }

  @Test
  void saysNothingOfATokenThatIsAcceptedOrUndecided() {
    HintCases.Case row =
        new HintCases.Case(
            "", Map.of("domain", "https://sso.example.com/realms/notes"), null, t -> t.sign());
    String token = row.make(issuer.current(), Instant.now());
    Path webXml = CommandRun.webXml(project, row.configuration(issuer.jwksUri().toString()));

    CommandRun accepted = CommandRun.with(token, "token", "explain", "-", "--web-xml", webXml);
    CommandRun undecided =
        CommandRun.with(token, "token", "explain", "-", "--offline", "--web-xml", webXml);

    assertThat(accepted.done()).startsWith("Accepted.").doesNotContain("Most likely");
    assertThat(undecided.out()).startsWith("Undecided.").doesNotContain("Most likely");
  }

  @Test
  void saysOfflineWhatIsKnownWhateverTheKeyIs() {
    HintCases.Case row =
        new HintCases.Case(
            "",
            Map.of("domain", "https://sso.example.com/realms/notes"),
            null,
            t -> t.claim("aud", "account").sign());
    String token = row.make(issuer.current(), Instant.now());
    Path webXml = CommandRun.webXml(project, row.configuration(issuer.jwksUri().toString()));

    CommandRun run =
        CommandRun.with(token, "token", "explain", "-", "--offline", "--web-xml", webXml);

    assertThat(run.out())
        .startsWith("Refused: WRONG_AUDIENCE")
        .contains("Most likely (keycloak-account-audience):");
  }
}
