package io.aval.internal.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** {@code aval}: the command that all others are parts of. */
@Command(
    name = "aval",
    description = "Tells a Jakarta EE application whom to trust.",
    mixinStandardHelpOptions = true,
    versionProvider = AvalVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and every check passed",
      "1:a check failed",
      "2:the command line cannot be understood",
      "3:it cannot be done with this project, file or input; nothing was changed",
      "4:a fault in aval itself",
    },
    footer = {
      "",
      "Help on a command: aval help auth, aval auth add --help",
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
    // No option is of a type of java.sql, and loading it is a good part of a short command's time.
    System.setProperty("picocli.converters.excludes", "java.sql.*");
    QuietLogs.keepFaultsOnly();
    System.exit(run(SystemTerminal.open(), arguments));
  }

  static int run(Terminal terminal, String... arguments) {
    return commandLine(terminal, arguments).execute(arguments);
  }

  /** The command with all that is below it, as far as the arguments need it. */
  static CommandLine commandLine(Terminal terminal, String... arguments) {
    CommandLine line = new CommandLine(new AvalCommand(), new Commands(terminal));
    Part.addAll(line, List.of(arguments));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(Help.defaultColorScheme(terminal.ansi()));
    line.setExecutionExceptionHandler(AvalCommand::say);
    line.setParameterExceptionHandler(AvalCommand::misunderstood);
    return line;
  }

  /** As picocli does it, which would repeat a token that stands in the wrong place. */
  private static int misunderstood(CommandLine.ParameterException fault, String[] arguments) {
    CommandLine line = fault.getCommandLine();
    String message = PlainText.lines(PlainText.withoutTokens(String.valueOf(fault.getMessage())));
    line.getErr().println(line.getColorScheme().errorText(message));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(fault, line.getErr())) {
      line.usage(line.getErr(), line.getColorScheme());
    }
    return Exit.USAGE;
  }

  private static int say(Exception fault, CommandLine line, CommandLine.ParseResult parsed) {
    if (fault instanceof Trouble trouble) {
      String message = PlainText.lines(PlainText.withoutTokens(trouble.sentence()));
      line.getErr().println(line.getColorScheme().errorText(message));
      return trouble.exit();
    }
    line.getErr().println(line.getColorScheme().errorText("This is a fault in aval itself:"));
    fault.printStackTrace(line.getErr());
    return Exit.FAULT;
  }
}
