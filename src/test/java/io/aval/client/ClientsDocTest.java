package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever Java the documentation shows was compiled. */
final class ClientsDocTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\\n(.*?)```");

  @Test
  void everyExampleStandsInASourceFile() throws IOException {
    String source =
        plain(Files.readString(Path.of("src/test/java/io/aval/client/ClientsDocExamples.java")));
    String text = Files.readString(Path.of("docs/clients.md"));
    List<String> examples = EXAMPLE.matcher(text).results().map(found -> found.group(1)).toList();
    assertThat(examples).hasSizeGreaterThan(5);
    assertThat(examples).allSatisfy(example -> assertThat(source).contains(plain(example)));
  }

  private static String plain(String code) {
    return code.replaceAll("\\s+", "");
  }
}
