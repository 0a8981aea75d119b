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
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  aval auth remove",
      "  aval auth remove clerk --dry-run",
    })
final class AuthRemoveCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();

  @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
  private boolean dryRun;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Names of providers, as aval auth list shows them; without one, it asks.")
  private List<String> names = new ArrayList<>();

  private final Terminal terminal;

  AuthRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    WebXmlFile file = project.file();
    WebXml before = file.read();
    List<WrittenProvider> known = WrittenProvider.of(before);
    if (known.isEmpty()) {
      throw new Trouble("No identity provider is configured in " + file.path() + ".");
    }
    List<WrittenProvider> chosen =
        names.isEmpty() ? choose(known) : WrittenProvider.named(names, before);
    if (chosen.isEmpty()) {
      terminal.say("No provider was selected; nothing was changed.");
      return Exit.DONE;
    }
    WebXml after =
        before.without(key -> chosen.stream().anyMatch(one -> Project.isOf(one.name(), key)));
    new Edit(terminal, file, dryRun).apply(before, after);
    if (Project.providerNames(after).isEmpty()) {
      terminal.say("No identity provider is left.");
    }
    return Exit.DONE;
  }

  private List<WrittenProvider> choose(List<WrittenProvider> known) throws Trouble {
    for (int i = 0; i < known.size(); i++) {
      WrittenProvider one = known.get(i);
      terminal.say("  " + (i + 1) + ") " + PlainText.line(one.name() + "  " + one.issuer()));
    }
    return terminal.ask(
        "Which identity providers would you like to remove? Numbers, with commas:",
        text -> numbered(text, known));
  }

  private static List<WrittenProvider> numbered(String text, List<WrittenProvider> known)
      throws Trouble {
    List<WrittenProvider> chosen = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split("[,\\s]+", -1)) {
      if (!part.matches("[1-9]\\d{0,3}") || Integer.parseInt(part) > known.size()) {
        throw new Trouble("Please type numbers from 1 to " + known.size() + ".");
      }
      chosen.add(known.get(Integer.parseInt(part) - 1));
    }
    return chosen;
  }
}
