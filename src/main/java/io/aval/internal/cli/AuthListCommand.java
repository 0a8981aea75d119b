package io.aval.internal.cli;

import io.aval.config.ProviderConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code aval auth list}. */
@Command(
    name = "list",
    description = "Lists the configured identity providers.",
    mixinStandardHelpOptions = true)
final class AuthListCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();
  private final Terminal terminal;

  AuthListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    List<ProviderConfig> providers = Project.providers(project.file().read());
    if (providers.isEmpty()) {
      terminal.out().println("No identity provider is configured. Add one: aval auth add");
    }
    for (ProviderConfig provider : providers) {
      terminal.out().println(provider.name());
      terminal.out().println("  issuer          " + provider.issuer());
      terminal.out().println("  application id  " + audience(provider));
    }
    return 0;
  }

  static String audience(ProviderConfig provider) {
    return provider.allowAnyAudience() ? "(any)" : String.join(", ", provider.applicationIds());
  }
}
