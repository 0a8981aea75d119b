package io.aval.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of refusals says of every reason what the code says. */
final class RefusalsDocTest {
  private static final Path DOCUMENT = Path.of("docs", "refusals.md");

  @Test
  void hasOneRowPerReasonAsTheCodeHasIt() throws IOException {
    List<String> expected =
        Arrays.stream(Reason.values())
            .map(
                reason ->
                    String.format(
                        "| `%s` | %d | %s | `%s` | %s |",
                        reason.name(),
                        reason.getStatus(),
                        reason.getError().map(error -> "`" + error + "`").orElse("–"),
                        reason.getLogId(),
                        reason.getDetail()))
            .toList();

    List<String> found =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.matches("\\| `[A-Z_]+` \\| [0-9]{3} \\|.*"))
            .toList();

    assertThat(found).containsExactlyElementsOf(expected);
  }

  @Test
  void saysOfEveryReasonWhatCausesItAndWhatToDo() throws IOException {
    List<String> headings =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();

    assertThat(headings)
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::name).toList());
  }
}
