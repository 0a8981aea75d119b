package io.aval.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.NodeProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The modules by themselves: their own tests in Node.js, their types, and what a page loads. */
class ModulesTest {
  static final Path MODULES = Path.of("src/main/resources/META-INF/resources/aval");

  /** What docs/clients-browser.md promises. */
  private static final int LARGEST_GZIPPED = 16 * 1024;

  @Test
  @Tag("real-parts")
  void passTheirOwnTestsInNode() throws Exception {
    NodeProgram program =
        NodeProgram.install("browser", "The browser client's modules were not tested in Node.js")
            .with(MODULES);

    String output = program.run("--test", "--test-reporter=tap");

    assertThat(output).contains("# fail 0").contains("# cancelled 0").contains("# skipped 0");
    Matcher passed = Pattern.compile("# pass (\\d+)").matcher(output);
    assertThat(passed.find()).isTrue();
    assertThat(Integer.parseInt(passed.group(1))).isGreaterThan(130);
  }

  @Test
  void importNothingButEachOtherAndReact() throws IOException {
    Pattern imports = Pattern.compile("(?m)^(?:import|export|\\}).*from \"([^\"]+)\"");
    for (Path module : modules()) {
      assertThat(imports.matcher(Files.readString(module)).results())
          .as(module.toString())
          .allMatch(
              found ->
                  Files.exists(MODULES.resolve(found.group(1)))
                      || found.group(1).equals("react") && module.endsWith("aval-react.js"));
    }
  }

  @Test
  void storeNothingAndRunNoText() throws IOException {
    for (Path module : modules()) {
      assertThat(Files.readString(module))
          .as("%s keeps tokens in memory, and needs no exception of a security policy", module)
          .doesNotContainPattern("localStorage|sessionStorage|indexedDB|document\\.cookie")
          .doesNotContainPattern("\\beval\\b|new Function|innerHTML|\\bimport\\(");
    }
  }

  @Test
  void areSmall() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(all)) {
      for (Path module : modules()) {
        if (!module.endsWith("aval-react.js")) {
          gzip.write(Files.readAllBytes(module));
        }
      }
    }
    assertThat(all.size()).isLessThan(LARGEST_GZIPPED);
  }

  private static List<Path> modules() throws IOException {
    try (var files = Files.list(MODULES)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(3);
      return found;
    }
  }
}
