package io.aval.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The reference in the documentation is the catalogue, or the build fails. */
final class ConfigurationDocTest {
  private static final Path DOCUMENT = Path.of("docs", "configuration.md");
  private static final String BEGIN = "<!-- The tables are written by ConfigurationDocTest. -->\n";
  private static final String END = "<!-- End of the tables. -->\n";

  @Test
  void holdsEveryKeyOfTheCatalogueAsItIs() throws IOException {
    String text = Files.readString(DOCUMENT);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    assertThat(to)
        .as("both marks stand in %s, in their order", DOCUMENT)
        .isGreaterThanOrEqualTo(from);
    String expected = text.substring(0, from) + tables() + text.substring(to);

    if (Boolean.getBoolean("aval.docs.write")) {
      Files.writeString(DOCUMENT, expected);
      return;
    }
    assertThat(text)
        .as(
            "%s is out of date; write it anew with"
                + " mvn test -Dtest=ConfigurationDocTest -Daval.docs.write=true",
            DOCUMENT)
        .isEqualTo(expected);
  }

  @Test
  void namesEveryKeyOnceAndSaysWhatItDoes() {
    var names = new HashSet<String>();
    for (ConfigKey key : ConfigKeys.all()) {
      assertThat(names.add(key.name())).as(key.name()).isTrue();
      assertThat(key.meaning())
          .as(key.name())
          .endsWith(".")
          .doesNotContain("|")
          .doesNotContain("\n");
    }
  }

  private static String tables() {
    StringBuilder tables = new StringBuilder();
    for (ConfigKey.Group group : ConfigKey.Group.values()) {
      tables.append("\n### ").append(group.title()).append("\n\n");
      tables.append("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
      ConfigKeys.all().stream()
          .filter(key -> key.group() == group)
          .forEach(key -> tables.append(row(key)));
    }
    return tables.append('\n').toString();
  }

  private static String row(ConfigKey key) {
    String initial = key.defaultValue().map(value -> "`" + value + "`").orElse("–");
    return String.format(
            "| `%s` | %s | %s | %s |%n", key.name(), key.form().title(), initial, key.meaning())
        .replace(System.lineSeparator(), "\n");
  }
}
