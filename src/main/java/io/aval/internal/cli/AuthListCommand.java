package io.aval.internal.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval auth list}. */
@Command(
    name = "list",
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    footer = {"", "Whether they work says: aval auth check"})
final class AuthListCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();

  @Option(names = "--json", description = "Prints the list as JSON.")
  private boolean json;

  private final Terminal terminal;

  AuthListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    List<WrittenProvider> providers = WrittenProvider.of(project.file().read());
    if (json) {
      terminal.say(PlainText.json(providers.stream().map(AuthListCommand::members).toList()));
    } else if (providers.isEmpty()) {
      terminal.say("No identity provider is configured. Add one: aval auth add");
    } else {
      providers.forEach(this::show);
    }
    return Exit.DONE;
  }

  private void show(WrittenProvider provider) {
    terminal.say(terminal.styled("bold", PlainText.line(provider.name())));
    terminal.say("  issuer          " + PlainText.line(provider.issuer()));
    terminal.say("  application ID  " + PlainText.line(provider.audience()));
    for (String fault : provider.faults()) {
      terminal.say(
          "  " + terminal.styled("yellow", "fault") + "           " + PlainText.line(fault));
    }
  }

  private static Map<String, Object> members(WrittenProvider provider) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", provider.name());
    members.put("type", provider.keys().getOrDefault("type", "oidc"));
    members.put("issuer", provider.issuer());
    members.put("applicationId", provider.keys().get("application-id"));
    members.put("faults", provider.faults());
    return members;
  }
}
