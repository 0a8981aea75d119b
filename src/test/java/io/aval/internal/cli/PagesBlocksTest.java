package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages on issuers tell people to write, in the eyes of {@code aval auth check}. */
@Timeout(60)
class PagesBlocksTest {
  private static final Path PAGES = Path.of("docs", "issuers");
  private static final Pattern BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile(
          "<param-name>(aval\\.[^<]+)</param-name>\\s*<param-value>([^<]*)</param-value>");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("pages")
  void areWarnedOfNowhere(String page) throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
    while (block.find()) {
      List<String> parameters = new ArrayList<>();
      Matcher parameter = PARAMETER.matcher(block.group(1));
      while (parameter.find()) {
        parameters.add(parameter.group(1));
        parameters.add(parameter.group(2));
      }
      Scene project = Scene.with(directory, parameters.toArray(String[]::new));
      for (WrittenProvider one : WrittenProvider.of(new WebXmlFile(project.webXml()).read())) {
        assertThat(one.remarks()).as(block.group()).allMatch(PagesBlocksTest::isOfIdTokens);
      }
    }
  }

  /** Two pages have a block for ID tokens, of which it may be said that it takes nothing else. */
  private static boolean isOfIdTokens(String remark) {
    return remark.contains("only ID tokens have") || remark.contains("only its ID tokens");
  }

  static List<String> pages() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.map(page -> page.getFileName().toString()).sorted().toList();
    }
  }
}
