package io.aval.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.aval.testing.TestIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
        Session session = new Session(Map.of(), "auth", "add")) {
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
    try (Session session = new Session(Map.of("NO_COLOR", "1"), "auth", "remove")) {
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
        try (Session session = new Session(Map.of(), "auth", "add")) {
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

  private Path webXml() {
    return directory.resolve("src/main/webapp/WEB-INF/web.xml");
  }

  /** One run of {@code aval} in a terminal of its own. */
  private final class Session implements AutoCloseable {
    private final PtyProcess process;
    private final StringBuilder seen = new StringBuilder();
    private int looked;

    Session(Map<String, String> variables, String... arguments) throws IOException {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.remove("NO_COLOR");
      environment.put("TERM", "xterm");
      environment.putAll(variables);
      String[] command = new String[3 + arguments.length];
      command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      command[1] = "-jar";
      command[2] = System.getProperty("aval.jar.cli");
      System.arraycopy(arguments, 0, command, 3, arguments.length);
      process =
          new PtyProcessBuilder(command)
              .setDirectory(directory.toString())
              .setEnvironment(environment)
              .setInitialColumns(300)
              .start();
      // Whoever waits for what never comes sees the end of the terminal instead.
      CompletableFuture.delayedExecutor(40, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    void answer(String question, String text) throws IOException {
      await(question);
      type(text + "\n");
    }

    void type(String text) throws IOException {
      process.getOutputStream().write(text.getBytes(UTF_8));
      process.getOutputStream().flush();
    }

    /** Reads on until a text has come, or the terminal ends. */
    void await(String text) throws IOException {
      while (seen.indexOf(text, looked) < 0) {
        assertThat(read()).as("more after: %s", seen).isTrue();
      }
      looked = seen.indexOf(text, looked) + text.length();
    }

    private boolean read() throws IOException {
      byte[] bytes = new byte[4096];
      InputStream in = process.getInputStream();
      int length = in.read(bytes);
      seen.append(length > 0 ? new String(bytes, 0, length, UTF_8) : "");
      return length > 0;
    }

    String seen() {
      return seen.toString();
    }

    int exit() throws Exception {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
