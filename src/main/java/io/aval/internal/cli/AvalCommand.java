package io.aval.internal.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code aval}: the command that all others are parts of. */
@Command(
    name = "aval",
    description = "Tells a Jakarta EE application whom to trust, and looks into tokens.",
    mixinStandardHelpOptions = true,
    versionProvider = AvalVersion.class,
    subcommands = {AuthCommand.class, HelpCommand.class, AutoComplete.GenerateCompletion.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done; 1 something is wrong with what was asked for, as said; 2 the call itself.",
    })
public final class AvalCommand {
  /** Creates the command; called by picocli. */
  public AvalCommand() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param arguments what was typed after {@code aval}
   */
  public static void main(String[] arguments) {
    Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    Terminal terminal =
        new Terminal(
            new BufferedReader(new InputStreamReader(System.in, charset)),
            new PrintWriter(new OutputStreamWriter(System.out, charset), true));
    System.exit(commandLine(terminal).execute(arguments));
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new AvalCommand(), new Commands(terminal));
    line.setOut(terminal.out());
    line.setExecutionExceptionHandler(AvalCommand::say);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static int say(Exception fault, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(fault instanceof Trouble)) {
      throw fault;
    }
    line.getErr().println(line.getColorScheme().errorText(fault.getMessage()));
    return CommandLine.ExitCode.SOFTWARE;
  }
}
