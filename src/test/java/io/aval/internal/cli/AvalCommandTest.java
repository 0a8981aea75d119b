package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class AvalCommandTest {
  @Test
  void explainsItselfAndItsExitCodes() {
    Scene.Result help = Scene.run("", "--help");
    assertThat(help.exit()).isEqualTo(Exit.DONE);
    assertThat(help.out()).contains("auth", "completion", "Exit codes:", "2   the command line");
    Scene.Result none = Scene.run("");
    assertThat(none.exit()).isEqualTo(Exit.USAGE);
    Scene.Result unknown = Scene.run("", "auth", "ad");
    assertThat(unknown.err()).contains("Did you mean: auth add?");
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
    assertThat(Scene.run("", "--version").out()).startsWith("aval ");
  }

  @Test
  void showsEveryCommandWithItsSentenceWhetherOrNotItWasRead() {
    String listed = Scene.run("", "auth", "--help").out();
    for (String name : List.of("add", "list", "remove", "check")) {
      String help = Scene.run("", "auth", name, "--help").out();
      assertThat(help).startsWith("Usage: aval auth " + name).contains("Options:");
      String sentence =
          help.lines().dropWhile(line -> !line.matches("[A-Z][^:]*\\.")).findFirst().orElseThrow();
      assertThat(listed.replaceAll("\\s+", " ")).contains(name + " " + sentence);
    }
    assertThat(Scene.run("", "help", "auth").out()).isEqualTo(listed);
  }

  @Test
  void keepsHelpWithinEightyColumns() {
    for (String name : List.of("add", "list", "remove", "check")) {
      assertThat(Scene.run("", "auth", name, "--help").out().lines())
          .allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void completesCommandsAndOptions() {
    Scene.Result result = Scene.run("", "completion");
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    assertThat(result.out())
        .contains("_complete_aval", "_picocli_aval_auth_add", "--application-id", "auth", "check");
  }

  @Test
  void usesColoursOnlyForEyes() {
    assertThat(SystemTerminal.colours(Map.of(), true)).isTrue();
    assertThat(SystemTerminal.colours(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(SystemTerminal.colours(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(SystemTerminal.colours(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(SystemTerminal.colours(Map.of(), false)).isFalse();
    Terminal plain =
        new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(new StringWriter()));
    assertThat(plain.styled("red", "x@|y")).isEqualTo("x@|y");
    Terminal coloured = new Terminal(plain.in(), plain.out(), plain.err(), Ansi.ON);
    assertThat(coloured.styled("red", "max")).isEqualTo("\u001b[31mmax\u001b[39m\u001b[0m");
  }

  @Test
  void saysOfAFaultOfItsOwnThatItIsOne() {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new BufferedReader(new StringReader("")), new PrintWriter(err));
    CommandLine line = AvalCommand.commandLine(terminal);
    CommandLine broken = new CommandLine(new Broken());
    broken.setErr(terminal.err());
    broken.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    assertThat(broken.execute()).isEqualTo(Exit.FAULT);
    assertThat(err.toString()).contains("a fault in aval itself", "IllegalStateException: planted");
  }

  @CommandLine.Command
  static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("planted");
    }
  }
}
