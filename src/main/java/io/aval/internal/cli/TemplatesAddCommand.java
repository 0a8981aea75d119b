package io.aval.internal.cli;

import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval templates add}. */
@Command(
    name = "add",
    description = {
      "",
      "What the issuer would refuse is refused here, in its words.",
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The template that the Convex guide makes, with two hours of lifetime:",
      "  aval templates add --preset convex --lifetime 2h",
      "One from a file, or from claims that another program makes:",
      "  aval templates add --file hasura.json",
      "  jq -n '{aud: \"notes\"}' | aval templates add notes --claims -",
    })
final class TemplatesAddCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final TemplatesPlace place = new TemplatesPlace();
  @Mixin private final TemplateOptions options = new TemplateOptions();

  @Option(names = "--dry-run", description = "Shows the template, and keeps it nowhere.")
  private boolean dryRun;

  TemplatesAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    try {
      JwtTemplate template = options.read(terminal, place.directory().isPresent());
      NewTemplate fresh = new NewTemplate(terminal, place, template);
      fresh.checkShortcodes();
      if (dryRun) {
        terminal.say(PlainText.json(TemplateTexts.file(template)));
        terminal.say("Nothing was changed (--dry-run).");
      } else {
        fresh.keep();
      }
      return Exit.DONE;
    } catch (IssuerException refusal) {
      throw new Trouble(String.valueOf(refusal.getMessage()));
    }
  }
}
