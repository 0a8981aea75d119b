package io.aval.internal.cli;

import io.aval.config.IdentityConfig;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aval token explain}. */
@Command(
    name = "explain",
    description = {
      "",
      "The token is sent to nobody: only keys are fetched, from issuers that the"
          + " configuration names.",
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the token is accepted",
      "1:it is refused, or with --offline that cannot be told",
      "2:the command line cannot be understood",
      "3:there is no token, or the configuration cannot be read",
    },
    footer = {
      "",
      "Asks for the token, and does not show it:",
      "  aval token explain",
      "A terminal takes no more than 4095 characters (macOS: 1023); these take longer tokens:",
      "  aval token explain - < token.txt",
      "  pbpaste | aval token explain -",
    })
final class TokenExplainCommand implements Callable<Integer> {
  @Mixin private final Project project = new Project();

  @Parameters(
      paramLabel = "TOKEN",
      arity = "0..*",
      description = "The token; - reads it from standard input. Without it, it is asked for.")
  private final List<String> token = new ArrayList<>();

  @Option(
      names = "--offline",
      description = "Fetches nothing, and says which checks could not be made.")
  private boolean offline;

  @Option(names = "--json", description = "Answers with one JSON object.")
  private boolean json;

  private final Terminal terminal;

  TokenExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    String text = new TokenInput(terminal).read(token.isEmpty() ? null : String.join(" ", token));
    IdentityConfig config = Project.config(project.file().read());
    TokenExplainer explainer = new TokenExplainer(config, project.resources(), Clock.systemUTC());
    Explanation explanation = explainer.explain(text, offline);
    PrintWriter out = terminal.out();
    if (json) {
      out.println(PlainText.json(explanation.toJson()));
    } else {
      new ExplanationText(explanation, terminal).lines().forEach(out::println);
    }
    out.flush();
    return explanation.isAccepted() ? Exit.DONE : Exit.CHECK_FAILED;
  }
}
