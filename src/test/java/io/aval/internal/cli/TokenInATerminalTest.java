package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.AvalInTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pasting a token into a real terminal, which takes no more than some thousand characters. */
@Tag("real-parts")
@Timeout(120)
class TokenInATerminalTest {
  private static final String QUESTION = "Paste the token; it is not shown:";
  private static final Map<String, String> PROVIDER =
      Map.of(
          "AVAL_PROVIDERS_A_DOMAIN", "http://127.0.0.1:1", "AVAL_PROVIDERS_A_APPLICATION_ID", "a");

  @TempDir Path directory;

  @Test
  void saysThatTheTerminalCutTheTokenOff() throws Exception {
    try (AvalInTerminal session = explain()) {
      session.answer(QUESTION, "eyJ" + "x".repeat(5000));
      session.await("the rest was cut off");
      session.await("pbpaste | aval token explain -");
      assertThat(session.exit()).isEqualTo(Exit.NOT_DONE);
      assertThat(session.seen()).doesNotContain("xxx", "Refused");
    }
  }

  @Test
  void judgesATokenThatTheTerminalTakesWhole() throws Exception {
    try (AvalInTerminal session = explain()) {
      session.answer(QUESTION, "eyJ" + "x".repeat(3000));
      session.await("MALFORMED_TOKEN (401)"); // "Refused" has colours
      assertThat(session.exit()).isEqualTo(Exit.CHECK_FAILED);
    }
  }

  private AvalInTerminal explain() throws Exception {
    Files.createDirectories(directory.resolve("src/main/webapp"));
    return AvalInTerminal.run(directory, PROVIDER, "token", "explain", "--offline");
  }
}
