package io.aval.internal.cli;

import io.aval.Reason;
import io.aval.internal.jose.Inspection;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An explanation for people.
 *
 * @param explanation what is to be said
 * @param terminal whether in colours
 */
record ExplanationText(Explanation explanation, Terminal terminal) {

  List<String> lines() {
    Inspection found = explanation.inspection();
    List<String> lines = new ArrayList<>();
    lines.add(verdict());
    lines.add("");
    lines.add("Provider  " + found.provider().orElse("none"));
    lines.add("Key       " + found.key().map(ExplanationText::key).orElse("none"));
    fetches(lines);
    lines.add("");
    lines.add("Checks, in the order in which the application makes them:");
    explanation.checks().forEach(check -> lines.add(line(check)));
    if (explanation.isAccepted()) {
      granted(lines, found.verdict());
    } else {
      json(lines, "Header:", found.header());
      json(lines, "Claims, not to be believed since the token is not accepted:", found.claims());
    }
    explanation
        .hint()
        .ifPresent(
            hint ->
                section(
                    lines,
                    "Most likely (" + hint.id() + "):",
                    List.of(hint.sentence(), hint.cure(), "See " + hint.page())));
    explanation
        .advice()
        .ifPresent(advice -> section(lines, "What to do:", advice.lines().toList()));
    return lines;
  }

  private static void granted(List<String> lines, Inspection.Verdict verdict) {
    json(lines, "Identity, as getUserIdentity() has it:", verdict.identity());
    lines.add("");
    lines.add("Roles     " + names(verdict.roles()));
    lines.add("Scopes    " + names(verdict.scopes()));
  }

  private String verdict() {
    return switch (explanation.outcome()) {
      case ACCEPTED -> terminal.styled("green,bold", "Accepted.");
      case UNDECIDED ->
          terminal.styled("yellow,bold", "Undecided.")
              + " Nothing was fetched (--offline), so that neither key nor signature could be"
              + " checked. Nothing else is wrong.";
      case REFUSED ->
          terminal.styled("red,bold", "Refused")
              + explanation
                  .reason()
                  .map(ExplanationText::because)
                  .orElse(", and not because of the token itself: see below.");
    };
  }

  private static String because(Reason reason) {
    return ": " + reason + " (" + reason.getStatus() + "). " + reason.getDetail();
  }

  private static String key(Inspection.UsedKey key) {
    return key.kid().map(kid -> PlainText.json(kid) + ", ").orElse("without an id, ")
        + PlainText.json(key.algorithm());
  }

  private void fetches(List<String> lines) {
    String heading = "Fetched   ";
    for (RecordedFetch.Call call : explanation.fetched()) {
      lines.add(
          PlainText.line(
              heading + call.place() + call.failure().map(why -> " - " + why).orElse("")));
      heading = "          ";
    }
    if (explanation.fetched().isEmpty()) {
      lines.add(heading + "nothing");
    }
  }

  /** Each in quotes: what a claim says may have commas and blanks in it. */
  private static String names(List<String> names) {
    return names.isEmpty()
        ? "none"
        : PlainText.line(names.stream().map(PlainText::json).collect(Collectors.joining(", ")));
  }

  private String line(Check check) {
    String mark =
        switch (check.outcome()) {
          case PASSED -> terminal.styled("green", "passed   ");
          case FAILED -> terminal.styled("red,bold", "FAILED   ");
          case NOT_ASKED -> "not asked";
          case NOT_REACHED -> "not made ";
        };
    boolean refuses = explanation.firstFailed().filter(check::equals).isPresent();
    String reason =
        check.outcome() == Outcome.FAILED && !refuses
            ? check.reason().map(also -> " (" + also + ")").orElse("")
            : "";
    return "  "
        + mark
        + PlainText.line(
            String.format(Locale.ROOT, " %-17s %s%s", check.name(), check.detail(), reason)
                .stripTrailing());
  }

  private static void json(
      List<String> lines, String heading, Map<String, @Nullable Object> value) {
    if (!value.isEmpty()) {
      section(lines, heading, PlainText.json(value).lines().toList());
    }
  }

  private static void section(List<String> lines, String heading, List<String> content) {
    lines.add("");
    lines.add(heading);
    content.forEach(line -> lines.add("  " + line));
  }
}
