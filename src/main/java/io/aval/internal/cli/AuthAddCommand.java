package io.aval.internal.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval auth add}. */
@Command(
    name = "add",
    description = {
      "",
      "Asks for whatever no option says, and asks the issuer whether it is so. Changes nothing"
          + " before everything is answered, and nothing but its own lines then.",
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  aval auth add",
      "  aval auth add --domain https://your-issuer-url.clerk.accounts.dev \\",
      "      --application-id convex",
      "  aval auth add --domain '$${env.ISSUER_URL}' --application-id notes --offline",
      "  aval auth add --issuer partner --jwks https://partner.example/jwks.json \\",
      "      --application-id notes --set algorithms=ES256",
    })
final class AuthAddCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();
  @Mixin private final Given given = new Given();

  @Option(
      names = "--offline",
      description = "Does not ask the issuer; variables in values need not be set on this machine.")
  private boolean offline;

  @Option(
      names = "--another",
      negatable = true,
      description = "Answers whether another provider is to be added.")
  private @Nullable Boolean another;

  @Option(
      names = "--proposals",
      negatable = true,
      description =
          "Answers whether the settings that go with a known issuer are to be written, too.")
  private @Nullable Boolean proposals;

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
    NewProvider questions =
        new NewProvider(
            terminal,
            new ProviderCheck(terminal, project.resources(), offline),
            new Offer(terminal, proposals));
    Map<String, String> keys = given.keys();
    WebXml after = questions.add(before, given.name(), keys);
    boolean more = another == null ? NewProvider.asks(keys) && again() : another;
    while (more) {
      after = questions.add(after, null, Map.of());
      more = again();
    }
    new Edit(terminal, file, dryRun).apply(before, after);
    return Exit.DONE;
  }

  private boolean again() throws Trouble {
    return terminal.agrees("Would you like to add another provider?");
  }
}
