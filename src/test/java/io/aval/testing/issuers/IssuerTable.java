package io.aval.testing.issuers;

import io.aval.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of the documentation: which tokens of whom are tried, and what becomes of them. */
final class IssuerTable {
  private IssuerTable() {}

  /** What one row is about. */
  private record Token(String kind, String caller) {}

  static String of(List<IssuerShape> issuers) {
    StringBuilder table =
        new StringBuilder("| issuer | token | of a | accepted | refusals tried |\n");
    table.append("| --- | --- | --- | --- | --- |\n");
    for (IssuerShape issuer : issuers) {
      rows(issuer).forEach((token, cases) -> table.append(row(issuer, token, cases)));
    }
    return table.toString();
  }

  private static Map<Token, List<TokenCase>> rows(IssuerShape issuer) {
    return IssuerShapes.cases(issuer).stream()
        .collect(
            Collectors.groupingBy(
                token -> new Token(token.shape().kind(), token.shape().caller()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String row(IssuerShape issuer, Token token, List<TokenCase> cases) {
    boolean accepted = cases.stream().anyMatch(one -> one.refused().isEmpty());
    String refusals =
        cases.stream()
            .map(one -> one.refused().orElse(null))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(Reason::name)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return String.format(
        "| [%s](%s) | %s | %s | %s | %s |\n",
        issuer.name(),
        issuer.page().file(),
        token.kind(),
        token.caller(),
        accepted ? "yes" : "no",
        refusals);
  }
}
