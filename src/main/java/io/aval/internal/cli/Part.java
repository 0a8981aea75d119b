package io.aval.internal.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command below {@code aval}. Reading what a command takes is most of what starting the program
 * costs, so it is read only of the commands that were typed; the others are a name and a sentence
 * in a list.
 *
 * @param name its name
 * @param type the class that picocli reads
 * @param description what it does, in a sentence; further paragraphs are the class's own
 * @param below the commands below it
 */
record Part(String name, Class<?> type, String description, List<Part> below) {
  private static final List<Part> AUTH =
      List.of(
          new Part(
              "add",
              AuthAddCommand.class,
              "Adds an identity provider whose tokens the application accepts.",
              List.of()),
          new Part(
              "list",
              AuthListCommand.class,
              "Lists the identity providers, as they are written.",
              List.of()),
          new Part("remove", AuthRemoveCommand.class, "Takes identity providers out.", List.of()),
          new Part(
              "check",
              AuthCheckCommand.class,
              "Looks whether the identity providers' tokens could be verified.",
              List.of()));

  private static final List<Part> ALL =
      List.of(
          new Part(
              "auth",
              AuthCommand.class,
              "Manages the identity providers that the application trusts, in its web.xml.",
              AUTH),
          new Part(
              "completion",
              CompletionCommand.class,
              "Prints a script that lets bash or zsh complete commands and options.",
              List.of()),
          new Part("help", HelpCommand.class, "Shows help on a command.", List.of()));

  /** Two commands that look at all the others. */
  private static final List<String> NEED_ALL = List.of("help", "completion");

  /** Puts all commands below {@code aval}. */
  static void addAll(CommandLine aval, Collection<String> arguments) {
    boolean all = arguments.stream().anyMatch(NEED_ALL::contains);
    ALL.forEach(part -> part.addTo(aval, arguments, all));
  }

  private void addTo(CommandLine parent, Collection<String> arguments, boolean all) {
    boolean read = all || arguments.contains(name);
    CommandLine command =
        read ? new CommandLine(type, parent.getFactory()) : new CommandLine(CommandSpec.create());
    List<String> paragraphs = new ArrayList<>(List.of(description));
    paragraphs.addAll(List.of(command.getCommandSpec().usageMessage().description()));
    command.getCommandSpec().usageMessage().description(paragraphs.toArray(String[]::new));
    if (read) {
      below.forEach(part -> part.addTo(command, arguments, all));
    }
    parent.addSubcommand(name, command);
  }
}
