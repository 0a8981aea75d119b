package io.aval.internal.cli;

import io.aval.config.ProviderConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval auth add}. */
@Command(
    name = "add",
    description = "Adds an identity provider whose tokens the application accepts.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: what the questions ask, as options, for an issuer of JWT templates:",
      "  aval auth add --domain https://your-issuer-url.clerk.accounts.dev --application-id convex",
    })
final class AuthAddCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();

  @Option(names = "--domain", paramLabel = "URL", description = "The issuer's URL.")
  private @Nullable String domain;

  @Option(
      names = {"--application-id", "--client-id"},
      paramLabel = "ID",
      description = "The audience (aud) that the tokens must carry.")
  private @Nullable String applicationId;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the provider is called in the configuration. Default: after the domain.")
  private @Nullable String name;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "oidc, whose keys are found by discovery, or custom-jwt. Default: oidc")
  private String type = "oidc";

  @Option(
      names = "--issuer",
      paramLabel = "TEXT",
      description = "custom-jwt: the iss of the tokens.")
  private @Nullable String issuer;

  @Option(names = "--jwks", paramLabel = "URL", description = "Where the keys are.")
  private @Nullable String jwks;

  @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
  private boolean dryRun;

  private final Terminal terminal;

  AuthAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    WebXmlFile file = project.file();
    WebXml before = file.read();
    WebXml after = before;
    boolean asks = applicationId == null || (domain == null && issuer == null);
    do {
      after = added(after);
      domain = applicationId = name = issuer = jwks = null;
    } while (asks && terminal.agrees("Would you like to add another provider?"));
    new Edit(terminal, file, dryRun).apply(before, after);
    return 0;
  }

  private WebXml added(WebXml file) throws Trouble {
    Map<String, String> keys = new LinkedHashMap<>();
    if (type.equals("custom-jwt")) {
      keys.put("type", type);
      keys.put("issuer", given(issuer, "Enter the issuer (iss) of the tokens:"));
      keys.put("jwks", given(jwks, "Enter the URL of the issuer's keys (JWKS):"));
    } else {
      keys.put("domain", given(domain, "Enter the identity provider's Domain URL:"));
      Optional.ofNullable(jwks).ifPresent(place -> keys.put("jwks", place));
    }
    keys.put(
        "application-id",
        given(applicationId, "Enter your application/client ID with this identity provider:"));
    String issuerOf = Optional.ofNullable(keys.get("domain")).orElseGet(() -> keys.get("issuer"));
    String called = name == null ? ProviderNames.of(issuerOf, Project.providerNames(file)) : name;
    Map<String, String> parameters = new LinkedHashMap<>();
    keys.forEach((key, value) -> parameters.put("aval.providers." + called + "." + key, value));
    WebXml with = file.with(parameters);
    refuseDuplicates(file, called, Project.config(with).providers());
    return with;
  }

  private String given(@Nullable String option, String question) throws Trouble {
    return option != null
        ? option.strip()
        : terminal.ask(
            question,
            text -> {
              if (text.isEmpty() || text.startsWith("\"")) {
                throw new Trouble("Please type it, without quotation marks.");
              }
              return text;
            });
  }

  private static void refuseDuplicates(WebXml before, String called, List<ProviderConfig> providers)
      throws Trouble {
    if (Project.providerNames(before).contains(called)) {
      throw new Trouble(
          "There is a provider " + called + " already. Choose another --name, or remove it first.");
    }
    ProviderConfig added =
        providers.stream().filter(one -> one.name().equals(called)).findFirst().orElseThrow();
    for (ProviderConfig other : providers) {
      if (!other.name().equals(called)
          && other.issuer().equals(added.issuer())
          && other.applicationIds().containsAll(added.applicationIds())) {
        throw new Trouble(
            "The provider " + other.name() + " has this issuer and application id already.");
      }
    }
  }
}
