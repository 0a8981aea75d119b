package io.aval.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the packed {@code aval} in a terminal of its own, with somebody at the keyboard. */
public final class AvalInTerminal implements AutoCloseable {
  private static final long PATIENCE = 60;

  private final PtyProcess process;
  private final StringBuilder seen = new StringBuilder();
  private int looked;

  private AvalInTerminal(PtyProcess process) {
    this.process = process;
    // Whoever waits for what never comes sees the end of the terminal instead.
    CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS).execute(process::destroyForcibly);
  }

  /** Starts the program in a directory, with more variables than this process has. */
  public static AvalInTerminal run(
      Path directory, Map<String, String> variables, String... arguments) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("NO_COLOR");
    environment.put("TERM", "xterm");
    environment.putAll(variables);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(System.getProperty("aval.jar.cli"));
    command.addAll(List.of(arguments));
    return new AvalInTerminal(
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setDirectory(directory.toString())
            .setEnvironment(environment)
            .setInitialColumns(300)
            .start());
  }

  /** Waits for a question, and answers it. */
  public void answer(String question, String text) throws IOException {
    await(question);
    type(text + "\n");
  }

  /** Presses keys. */
  public void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** Reads on until a text has come; fails when the terminal ends before. */
  public void await(String text) throws IOException {
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

  /** What the terminal has shown so far. */
  public String seen() {
    return seen.toString();
  }

  /** Waits for the end. */
  public int exit() throws IOException, InterruptedException {
    while (read()) {
      // the terminal's buffer must not fill up
    }
    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
