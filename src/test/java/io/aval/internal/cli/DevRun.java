package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/** {@code aval issuer dev} on a thread, from its first words to Ctrl-C. */
final class DevRun implements AutoCloseable {
  private final Thread thread;
  private final CompletableFuture<Integer> exit;
  private final String told;

  private DevRun(Thread thread, CompletableFuture<Integer> exit, String told) {
    this.thread = thread;
    this.exit = exit;
    this.told = told;
  }

  /** Runs it, and waits until it says that it runs. */
  static DevRun start(Object... options) throws IOException {
    PipedReader shown = new PipedReader(1 << 16);
    PrintWriter out = new PrintWriter(new PipedWriter(shown), true);
    Terminal terminal = new Terminal(new BufferedReader(new StringReader("")), out, out, Ansi.OFF);
    String[] words = new String[2 + options.length];
    words[0] = "issuer";
    words[1] = "dev";
    for (int i = 0; i < options.length; i++) {
      words[2 + i] = options[i].toString();
    }
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              exit.complete(AvalCommand.run(terminal, words));
              out.close();
            });
    thread.start();
    StringBuilder told = new StringBuilder();
    BufferedReader lines = new BufferedReader(shown);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.append(line).append('\n');
      if (line.startsWith("Ctrl-C")) {
        return new DevRun(thread, exit, told.toString());
      }
    }
    throw new AssertionError("it ended: " + told);
  }

  /** What it said at the start. */
  String told() {
    return told;
  }

  /** The rest of the line that has these words. */
  String after(String words) {
    int at = told.indexOf(words);
    assertThat(at).as(told).isNotNegative();
    return told.substring(at + words.length(), told.indexOf('\n', at)).strip();
  }

  URI url() {
    return URI.create(after("Issuer "));
  }

  String secretKey() {
    return after("Secret key ").split(" ", 2)[0];
  }

  /** Calls with any Host header, which Java's own client does not send. */
  Reply callAs(String host, String line, String... headers) throws IOException {
    String request =
        line
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + String.join("", List.of(headers).stream().map(each -> each + "\r\n").toList())
            + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = text.split("\r\n\r\n", 2);
      return new Reply(Integer.parseInt(parts[0].substring(9, 12)), parts[0], parts[1]);
    }
  }

  Reply call(String line, String... headers) throws IOException {
    return callAs("localhost:" + url().getPort(), line, headers);
  }

  record Reply(int status, String head, String body) {
    String jwt() {
      assertThat(status).as(body).isEqualTo(200);
      return new CommandRun(0, body, "").json().get("jwt").toString();
    }
  }

  /** Ends it; gives its exit code. */
  int end() {
    thread.interrupt();
    return exit.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    end();
  }
}
