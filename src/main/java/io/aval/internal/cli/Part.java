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

  private static final List<Part> TOKEN =
      List.of(
          new Part(
              "explain",
              TokenExplainCommand.class,
              "Says whether the application would accept a token, and why not.",
              List.of()));

  private static final List<Part> TEMPLATES =
      List.of(
          new Part("list", TemplatesListCommand.class, "Lists JWT templates.", List.of()),
          new Part(
              "add",
              TemplatesAddCommand.class,
              "Adds a JWT template, from a preset or a file, or asks.",
              List.of()),
          new Part(
              "preview",
              TemplatesPreviewCommand.class,
              "Shows what a token of a template would say of a user; makes none.",
              List.of()));

  private static final List<Part> KEYS =
      List.of(
          new Part("list", KeysListCommand.class, "Lists the signing keys.", List.of()),
          new Part(
              "rotate",
              KeysRotateCommand.class,
              "Has the next key sign, as soon as every verifier can know it.",
              List.of()));

  private static final List<Part> ISSUER =
      List.of(
          new Part(
              "dev",
              IssuerDevCommand.class,
              "Runs a local issuer until Ctrl-C, with demo users who need no password.",
              List.of()));

  private static final List<Part> ALL =
      List.of(
          new Part(
              "auth",
              AuthCommand.class,
              "Manages the identity providers that the application trusts, in its web.xml.",
              AUTH),
          new Part(
              "token", TokenCommand.class, "Explains why a token is accepted or refused.", TOKEN),
          new Part(
              "templates",
              TemplatesCommand.class,
              "Lists, adds and previews JWT templates of the project's issuer.",
              TEMPLATES),
          new Part(
              "keys",
              KeysCommand.class,
              "Lists and rotates the signing keys of the project's issuer.",
              KEYS),
          new Part("issuer", IssuerCommand.class, "Runs an issuer for development.", ISSUER),
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
