package io.aval.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aval auth check}. */
@Command(
    name = "check",
    description = {
      "",
      "Asks the issuer of each provider of web.xml, system properties and environment variables, as"
          + " the application would: its discovery document, whether that is the"
          + " issuer's own, its keys, whether one fits an allowed algorithm, how far its clock is"
          + " from this machine's, and until when its certificate is good. Of known issuers it says"
          + " which settings their tokens will not get along with.",
    },
    mixinStandardHelpOptions = true,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Ends with 1 when a check failed. Examples:",
      "  aval auth check",
      "  aval auth check clerk --json",
    })
final class AuthCheckCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();

  @Option(names = "--json", description = "Prints the results as JSON.")
  private boolean json;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Names of providers. Default: all that the application would have.")
  private List<String> names = new ArrayList<>();

  private final Terminal terminal;

  AuthCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    WebXml file = project.file().read();
    ClassLoader resources = project.resources();
    List<CheckedProvider> checked = new ArrayList<>();
    for (WrittenProvider provider : WrittenProvider.effective(names, file)) {
      checked.add(CheckedProvider.of(provider, resources));
    }
    if (names.isEmpty()) {
      List<String> others = otherFaults(file);
      if (!others.isEmpty()) {
        checked.add(CheckedProvider.faulty("(the application)", others));
      }
    }
    if (json) {
      terminal.say(PlainText.json(checked.stream().map(CheckedProvider::json).toList()));
    } else {
      checked.forEach(provider -> provider.show(terminal));
      if (checked.isEmpty()) {
        terminal.say("No identity provider is configured. Add one: aval auth add");
      }
    }
    return checked.stream().anyMatch(CheckedProvider::failed) ? Exit.CHECK_FAILED : Exit.DONE;
  }

  /** Faults that no provider has by itself. */
  private static List<String> otherFaults(WebXml file) throws Trouble {
    List<String> others = new ArrayList<>(Project.faults(file));
    for (WrittenProvider provider : WrittenProvider.effective(List.of(), file)) {
      others.removeAll(provider.fullFaults());
    }
    return others;
  }
}
