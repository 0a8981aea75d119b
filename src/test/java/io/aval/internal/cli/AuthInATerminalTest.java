package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.AvalInTerminal;
import io.aval.testing.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packed command line in a real terminal, with somebody at the keyboard. */
@Tag("real-parts")
@Timeout(120)
class AuthInATerminalTest {
  private static final String DOMAIN = "Enter the identity provider's Domain URL:";
  private static final String ID = "Enter your application/client ID with this identity provider:";
  private static final String ANOTHER = "Would you like to add another provider? (y/N)";
  private static final String GREEN = "\u001b[32m";

  @TempDir Path directory;

  @Test
  void answersTheGuidesQuestionsAsAPersonWould() throws Exception {
    Files.createDirectories(directory.resolve("src/main/webapp"));
    try (TestIssuer issuer = TestIssuer.start();
        AvalInTerminal session = AvalInTerminal.run(directory, Map.of(), "auth", "add")) {
      session.answer(DOMAIN, "issuer.invalid");
      session.await("UnknownHostException issuer.invalid");
      session.answer(DOMAIN, issuer.issuer() + "x\u007f"); // mistyped, and taken back
      session.answer(ID, "convex");
      session.answer(ANOTHER, "");
      session.await("Configuration updated");
      assertThat(session.exit()).isZero();
      assertThat(session.seen()).contains(GREEN);
      assertThat(Files.readString(webXml()))
          .contains("<param-value>" + issuer.issuer() + "</param-value>")
          .contains("<param-value>convex</param-value>");
    }
    try (AvalInTerminal session =
        AvalInTerminal.run(directory, Map.of("NO_COLOR", "1"), "auth", "remove")) {
      session.answer("Numbers, with commas:", "1");
      session.await("No identity provider is left.");
      assertThat(session.exit()).isZero();
      assertThat(session.seen()).doesNotContain("\u001b[3");
      assertThat(webXml()).hasContent(WebXmlFile.NEW);
    }
  }

  @Test
  void changesNothingWhenInterruptedOrAtTheEndOfTheInput() throws Exception {
    Files.createDirectories(webXml().getParent());
    Files.writeString(webXml(), "<web-app/>");
    try (TestIssuer issuer = TestIssuer.start()) {
      for (String key : new String[] {"\u0003", "\u0004"}) {
        try (AvalInTerminal session = AvalInTerminal.run(directory, Map.of(), "auth", "add")) {
          session.answer(DOMAIN, issuer.issuer());
          session.answer(ID, "convex");
          session.await(ANOTHER);
          session.type(key);
          assertThat(session.exit()).isEqualTo(key.equals("\u0003") ? 130 : Exit.NOT_DONE);
          assertThat(Files.readString(webXml())).isEqualTo("<web-app/>");
        }
      }
    }
  }

  @Test
  void checksAProviderOfTheEnvironment() throws Exception {
    Files.createDirectories(directory.resolve("src/main/webapp"));
    Map<String, String> provider =
        Map.of(
            "AVAL_PROVIDERS_A_DOMAIN", "http://127.0.0.1:1",
            "AVAL_PROVIDERS_A_APPLICATION_ID", "a");
    try (AvalInTerminal session = AvalInTerminal.run(directory, provider, "auth", "check")) {
      session.await("FAILED");
      assertThat(session.exit()).isEqualTo(Exit.CHECK_FAILED);
    }
  }

  private Path webXml() {
    return directory.resolve("src/main/webapp/WEB-INF/web.xml");
  }
}
