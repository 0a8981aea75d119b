package io.aval.internal.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code aval completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "For this shell, where aval is a command (not an alias, in zsh):",
      "  source <(aval completion)",
      "For every shell to come, add that line to ~/.bashrc or ~/.zshrc.",
    })
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal
        .out()
        .print(AutoComplete.bash("aval", AvalCommand.commandLine(terminal, "completion")));
    terminal.out().flush();
    return Exit.DONE;
  }
}
