package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * One run of {@code aval}, without a terminal.
 *
 * @param exit its exit code
 * @param out what it showed
 * @param err what it warned of
 */
record CommandRun(int exit, String out, String err) {

  /** Runs with something piped in. */
  static CommandRun with(String input, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(input)),
            new PrintWriter(out),
            new PrintWriter(err),
            Ansi.OFF);
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exit = AvalCommand.run(terminal, words);
    return new CommandRun(exit, out.toString(), err.toString());
  }

  /** Runs with nothing piped in. */
  static CommandRun of(Object... arguments) {
    return with("", arguments);
  }

  /** Writes a project's web.xml with these parameters. */
  static Path webXml(Path project, Map<String, String> parameters) {
    try {
      Path webInf = Files.createDirectories(project.resolve("src/main/webapp/WEB-INF"));
      Path file = webInf.resolve("web.xml");
      Files.writeString(file, WebXml.of(WebXmlFile.NEW).with(parameters).text());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Trouble e) {
      throw new AssertionError(e);
    }
  }

  /** All that was shown. */
  String all() {
    return out + err;
  }

  /** What was shown, when all went well. */
  String done() {
    assertThat(exit).as(all()).isZero();
    return out;
  }

  /** What was said of why it could not be done. */
  String notDone() {
    assertThat(exit).as(all()).isEqualTo(Exit.NOT_DONE);
    return err;
  }

  Map<String, Object> json() {
    try {
      return StrictJson.read(out.getBytes(StandardCharsets.UTF_8), 32, 10_000);
    } catch (MalformedJson fault) {
      throw new AssertionError(out, fault);
    }
  }
}
