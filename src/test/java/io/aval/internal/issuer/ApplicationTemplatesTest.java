package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.internal.issuer.IssuerHost.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application's own templates, wherever templates are kept; in a real servlet container. */
class ApplicationTemplatesTest {
  private static final String MISSPELT = "JWT templates: mine.json: claims.who, character 3: ";
  private static final String PASSWORD = "the password of these tests";

  @TempDir private Path directory;

  @Test
  void areCheckedStrictlyWhereverTheyWouldBeKept() throws IOException {
    for (Setup kept : List.of(inDatabase("misspelt"), inDirectory("misspelt"))) {
      Setup strict = kept.with("aval.issuer.strict-shortcodes", "true");
      assertThatThrownBy(strict::start).hasStackTraceContaining(MISSPELT);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void areNotToBlameWhereTheDatabaseIsNotThere() {
    Setup strict = inDatabase("templated").with("aval.issuer.strict-shortcodes", "true");
    for (Setup setup : List.of(strict, inDatabase("misspelt"))) {
      assertThatThrownBy(setup::start)
          .hasStackTraceContaining("aval.issuer.datasource: jdbc/nowhere: there is no data source");
    }
  }

  @Test
  void areCopiedOnlyIntoADirectoryWithoutAnyTemplate() throws Exception {
    Path mine = directory.resolve("mine.json");
    Path other = directory.resolve("other.json");
    Files.writeString(other, "{\"name\":\"other\",\"claims\":{\"aud\":\"x\"}}");
    inDirectory("templated").start().close();
    assertThat(mine).doesNotExist();

    Files.delete(other);
    inDirectory("templated").start().close();
    assertThat(mine).exists();
  }

  private static Setup inDatabase(String folder) {
    return issuer(folder)
        .with("aval.issuer.datasource", "jdbc/nowhere")
        .with("aval.issuer.keys-password", PASSWORD);
  }

  private Setup inDirectory(String folder) {
    return issuer(folder).with("aval.issuer.templates", directory.toString());
  }

  private static Setup issuer(String folder) {
    return IssuerHost.setup().of("io/aval/internal/issuer/" + folder);
  }
}
