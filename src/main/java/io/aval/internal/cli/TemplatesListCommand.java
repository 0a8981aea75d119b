package io.aval.internal.cli;

import io.aval.issuer.JwtTemplate;
import io.aval.issuer.StoredTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval templates list}. */
@Command(name = "list", mixinStandardHelpOptions = true)
final class TemplatesListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final TemplatesPlace place = new TemplatesPlace();

  @Option(names = "--json", description = "Answers with one JSON object.")
  private boolean json;

  TemplatesListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    List<JwtTemplate> templates = place.list().stream().map(StoredTemplate::template).toList();
    if (json) {
      terminal.say(
          PlainText.json(
              Map.of("templates", templates.stream().map(TemplatesListCommand::json).toList())));
      return Exit.DONE;
    }
    terminal.say(place.title());
    terminal.say(line("NAME", "LIFETIME", "ALGORITHM", "CLAIMS", "AUDIENCE"));
    templates.forEach(
        template ->
            terminal.say(
                line(
                    template.name(),
                    TemplateTexts.span(template.lifetime()),
                    TemplateTexts.algorithm(template),
                    Integer.toString(template.claims().size()),
                    TemplateTexts.audience(template).orElse("-"))));
    return Exit.DONE;
  }

  private static String line(
      String name, String lifetime, String algorithm, String claims, String audience) {
    return String.format(
        Locale.ROOT, "  %-24s  %-8s  %-9s  %-6s  %s", name, lifetime, algorithm, claims, audience);
  }

  private static Map<String, @Nullable Object> json(JwtTemplate template) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("name", template.name());
    view.put("lifetime", template.lifetime().toSeconds());
    view.put("allowed_clock_skew", template.allowedClockSkew().toSeconds());
    view.put("custom_signing_key", template.signingKey().isPresent());
    view.put("signing_algorithm", TemplateTexts.algorithm(template));
    view.put("claims", template.claims());
    return view;
  }
}
