package io.aval.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aval auth remove}. */
@Command(
    name = "remove",
    description = "Takes identity providers out of the web.xml.",
    mixinStandardHelpOptions = true)
final class AuthRemoveCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();

  @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
  private boolean dryRun;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Names of providers, as aval auth list shows them; without one, it asks.")
  private final List<String> names = new ArrayList<>();

  private final Terminal terminal;

  AuthRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    WebXmlFile file = project.file();
    WebXml before = file.read();
    List<String> known = Project.providerNames(before);
    if (known.isEmpty()) {
      throw new Trouble("No identity provider is configured in " + file.path() + ".");
    }
    List<String> chosen = names.isEmpty() ? choose(before, known) : known(names, known);
    if (chosen.isEmpty()) {
      terminal.out().println("No provider was selected; nothing was changed.");
      return 0;
    }
    WebXml after = before.without(key -> chosen.stream().anyMatch(name -> Project.isOf(name, key)));
    new Edit(terminal, file, dryRun).apply(before, after);
    return 0;
  }

  private List<String> choose(WebXml file, List<String> known) throws Trouble {
    for (int i = 0; i < known.size(); i++) {
      terminal.out().println("  " + (i + 1) + ") " + known.get(i) + issuer(file, known.get(i)));
    }
    return terminal.ask(
        "Which identity providers would you like to remove? Numbers, with commas:",
        text -> numbered(text, known));
  }

  private static String issuer(WebXml file, String name) {
    return Project.values(file).entrySet().stream()
        .filter(entry -> Project.isOf(name, entry.getKey()))
        .filter(entry -> entry.getKey().matches(".*\\.(domain|issuer)"))
        .map(entry -> "  " + entry.getValue())
        .findFirst()
        .orElse("");
  }

  private static List<String> numbered(String text, List<String> known) throws Trouble {
    List<String> chosen = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split("[,\\s]+", -1)) {
      if (!part.matches("[1-9]\\d{0,3}") || Integer.parseInt(part) > known.size()) {
        throw new Trouble("Please type numbers from 1 to " + known.size() + ".");
      }
      chosen.add(known.get(Integer.parseInt(part) - 1));
    }
    return chosen;
  }

  private static List<String> known(List<String> names, List<String> known) throws Trouble {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new Trouble(
            "There is no provider " + name + ". There are: " + String.join(", ", known) + ".");
      }
    }
    return names;
  }
}
