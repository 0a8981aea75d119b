package io.aval.testing.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all pages of issuers have in common. */
final class IssuerPagesTest {
  private static final String FOOTER = "\n## Try it, and when it is refused\n";

  @Test
  void everyPageEndsWithTheSameWordsOnHowToTryIt() throws IOException {
    String expected = footer(IssuerPage.FOLDER.resolve("clerk.md"));
    assertThat(expected)
        .contains("Authorization: Bearer", "](../../README.md)", "](../cli.md)")
        .contains("](../refusals.md)", "](../cors.md)");
    for (Path page : pages()) {
      assertThat(footer(page)).as(page.toString()).isEqualTo(expected);
    }
  }

  private static List<Path> pages() {
    return Stream.concat(IssuerPage.names().stream(), Stream.of("jwks.md"))
        .map(IssuerPage.FOLDER::resolve)
        .toList();
  }

  private static String footer(Path page) throws IOException {
    String text = Files.readString(page);
    assertThat(text).as(page.toString()).containsOnlyOnce(FOOTER);
    return text.substring(text.indexOf(FOOTER));
  }
}
