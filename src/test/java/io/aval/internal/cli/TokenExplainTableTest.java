package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.jose.JsonText;
import io.aval.internal.jose.StrictJson;
import io.aval.testing.RefusalCases;
import io.aval.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line must never say anything else than the application does. */
class TokenExplainTableTest {
  @TempDir private static Path project;
  private static TestIssuer issuer;
  private static Issuers issuers;
  private static Path webXml;

  @BeforeAll
  static void open() {
    issuer = TestIssuer.start();
    Map<String, String> keys = RefusalCases.configuration(issuer.jwksUri().toString());
    webXml = CommandRun.webXml(project, keys);
    IdentityConfig config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    issuers =
        Issuers.open(
            config,
            new Environment(
                Clock.systemUTC(),
                new HttpFetch(config.http()),
                Runnable::run,
                TokenExplainTableTest.class.getClassLoader()));
  }

  @AfterAll
  static void close() {
    issuers.close();
    issuer.close();
  }

  static List<RefusalCases.Case> cases() {
    return RefusalCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsAsVerificationDoes(RefusalCases.Case row) throws Exception {
    String token = row.make(issuer.current(), Instant.now());

    CommandRun run = CommandRun.with(token, "token", "explain", "-", "--json", "--web-xml", webXml);

    Map<?, ?> verdict = (Map<?, ?>) run.json().get("verdict");
    assertThat(run.all()).doesNotContain(token);
    if (row.expected().isEmpty()) {
      byte[] identity =
          JsonText.write(issuers.verify(token).toJson()).getBytes(StandardCharsets.UTF_8);
      assertThat(run.exit()).isZero();
      assertThat(verdict.get("outcome")).isEqualTo("ACCEPTED");
      assertThat(verdict.get("identity")).isEqualTo(StrictJson.read(identity, 32, 1_000));
      return;
    }
    IdentityException refusal =
        catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
    assertThat(run.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(verdict.get("outcome")).isEqualTo("REFUSED");
    assertThat(verdict.get("reason")).isEqualTo(refusal.getReason().name());
    assertThat(verdict.get("advice")).asString().isNotBlank();
    assertThat(verdict.get("identity")).isNull();
    assertThat(explained(token)).startsWith("Refused: " + refusal.getReason() + " (");
  }

  /** The same for people, where the token does not stand either. */
  private static String explained(String token) {
    CommandRun run = CommandRun.with(token, "token", "explain", "-", "--web-xml", webXml);
    assertThat(run.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(run.all()).doesNotContain(token);
    return run.out();
  }
}
