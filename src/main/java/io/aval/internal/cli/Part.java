package io.aval.internal.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command right below {@code aval}. Reading what a command takes is most of what starting the
 * program costs, so it is read only of the command that was typed; of the others the list has a
 * name and a sentence.
 *
 * @param name its name
 * @param type the class that picocli reads
 * @param description what it does, for the list
 */
record Part(String name, Class<?> type, String description) {
  private static final List<Part> ALL =
      List.of(
          new Part(
              "auth",
              AuthCommand.class,
              "Manages the identity providers that the application trusts, in its web.xml."),
          new Part(
              "completion",
              CompletionCommand.class,
              "Prints a script that lets bash or zsh complete commands and options."),
          new Part("help", HelpCommand.class, "Shows help on a command."));

  /** Two commands that look at all the others. */
  private static final List<String> NEED_ALL = List.of("help", "completion");

  /** Puts all commands below {@code aval}. */
  static void addAll(CommandLine aval, Collection<String> arguments) {
    boolean all = arguments.stream().anyMatch(NEED_ALL::contains);
    for (Part part : ALL) {
      boolean wanted = all || arguments.contains(part.name);
      CommandLine command =
          wanted
              ? new CommandLine(part.type, aval.getFactory())
              : new CommandLine(CommandSpec.create());
      command.getCommandSpec().usageMessage().description(part.description);
      aval.addSubcommand(part.name, command);
    }
  }
}
