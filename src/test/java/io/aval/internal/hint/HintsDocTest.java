package io.aval.internal.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of hints in the documentation is the catalogue, or the build fails. */
final class HintsDocTest {
  private static final Path DOCUMENT = Path.of("docs", "refusals.md");
  private static final String BEGIN = "<!-- The table is written by HintsDocTest. -->\n";
  private static final String END = "<!-- End of the table. -->\n";

  @Test
  void holdsEveryHintOfTheCatalogueAsItIs() throws IOException {
    String text = Files.readString(DOCUMENT);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    assertThat(to).as("both marks stand in %s", DOCUMENT).isGreaterThanOrEqualTo(from);
    String expected = text.substring(0, from) + table() + text.substring(to);

    if (Boolean.getBoolean("aval.docs.write")) {
      Files.writeString(DOCUMENT, expected);
      return;
    }
    assertThat(text)
        .as(
            "%s is out of date; write it anew with"
                + " mvn test -Dtest=HintsDocTest -Daval.docs.write=true",
            DOCUMENT)
        .isEqualTo(expected);
  }

  @Test
  void saysEveryThingInOneLineThatIsNotTooLong() {
    for (Rule rule : Hints.all()) {
      assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(rule.reasons()).as(rule.id()).isNotEmpty();
      assertThat(rule.says().sentence()).as(rule.id()).endsWith(".").hasSizeLessThan(200);
      assertThat(rule.says().cure()).as(rule.id()).isNotBlank().hasSizeLessThan(330);
      assertThat(rule.says().sentence() + rule.says().cure())
          .as(rule.id())
          .doesNotContain("|")
          .doesNotContainPattern("\\p{C}");
    }
  }

  @Test
  void leadsToPagesThatThereAre() {
    for (Rule rule : Hints.all()) {
      if (!rule.page().isEmpty()) {
        assertThat(Path.of(rule.page())).as(rule.id()).isRegularFile();
      }
    }
    for (KnownIssuer known : KnownIssuer.values()) {
      assertThat(Path.of(known.page())).as(known.name()).isRegularFile();
    }
  }

  private static String table() {
    StringBuilder table = new StringBuilder("\n| hint | reasons | most likely | cure |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Rule rule : Hints.all()) {
      String reasons =
          rule.reasons().stream()
              .map(reason -> "`" + reason + "`")
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining(", "));
      String page =
          rule.page().startsWith("docs/issuers/")
              ? " ([page](" + rule.page().substring("docs/".length()) + "))"
              : "";
      table
          .append("| `" + rule.id() + "` | " + reasons + " | ")
          .append(escaped(rule.says().sentence()) + page + " | ")
          .append(escaped(rule.says().cure()) + " |\n");
    }
    return table.append('\n').toString();
  }

  private static String escaped(String text) {
    return text.replace("<", "\\<").replace("_", "\\_").replace("*", "\\*");
  }
}
