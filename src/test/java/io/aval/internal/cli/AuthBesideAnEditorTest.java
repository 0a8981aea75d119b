package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** A web.xml that is not only the command line's: somebody edits it, owns it or has locked it. */
class AuthBesideAnEditorTest {
  private static final String[] ADD = {
    "add", "--offline", "--domain", "https://a.example", "--application-id", "a"
  };

  @TempDir Path directory;

  @Test
  void keepsWhatSomebodySavedWhileAddAsked() throws Exception {
    assertThatAnEditSurvives("https://b.example\nb\nn\n", "add", "--offline", "--name", "x");
  }

  @Test
  void keepsWhatSomebodySavedWhileRemoveAsked() throws Exception {
    assertThatAnEditSurvives("1\n", "remove");
  }

  private void assertThatAnEditSurvives(String typed, String... words) throws Exception {
    Scene project = project();
    String edited = project.text().replace("</web-app>", "<!-- saved meanwhile -->\n</web-app>");
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new Editor(typed, project.webXml(), edited)),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Ansi.OFF);
    List<String> all = new ArrayList<>(List.of("auth"));
    all.addAll(List.of(words));
    all.addAll(List.of("--web-xml", project.webXml().toString()));

    int exit = AvalCommand.run(terminal, all.toArray(String[]::new));

    assertThat(project.text()).isEqualTo(edited);
    assertThat(err.toString()).contains("changed by somebody else", "Run the command again.");
    assertThat(exit).isEqualTo(Exit.NOT_DONE);
    assertThatNothingLiesBeside(project);
  }

  @Test
  void takesNoFileForUnchangedThatWasMadeOrDeletedMeanwhile() throws Exception {
    Scene project = project();
    WebXmlFile file = new WebXmlFile(project.webXml());
    WebXml before = file.read();
    Files.delete(project.webXml());
    assertRefused(file, before);
    assertThat(project.webXml()).doesNotExist();
    WebXml none = file.read();
    Files.writeString(project.webXml(), "<web-app/>");
    assertRefused(file, none);
    assertThat(project.text()).isEqualTo("<web-app/>");
  }

  private static void assertRefused(WebXmlFile file, WebXml before) {
    assertThat(catchThrowable(() -> file.write(before, before)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("changed by somebody else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r--r--", "r--------"})
  void leavesAReadOnlyFileAlone(String permissions) throws Exception {
    Scene project = project();
    Files.setPosixFilePermissions(project.webXml(), PosixFilePermissions.fromString(permissions));
    String before = project.text();
    Scene.Result result = project.auth("", ADD);
    assertThat(result.err()).contains(project.webXml() + " is read-only");
    assertThat(result.exit()).isEqualTo(Exit.NOT_DONE);
    assertThat(project.text()).isEqualTo(before);
    assertThatNothingLiesBeside(project);
  }

  /** Only the superuser can give files away; everybody else finds their own ones still theirs. */
  @Test
  void keepsOwnerAndGroupAndPermissions() throws Exception {
    Scene project = project();
    PosixFileAttributeView view =
        Files.getFileAttributeView(project.webXml(), PosixFileAttributeView.class);
    if (System.getProperty("user.name").equals("root")) {
      UserPrincipalLookupService names = directory.getFileSystem().getUserPrincipalLookupService();
      view.setGroup(names.lookupPrincipalByGroupName("daemon"));
      view.setOwner(names.lookupPrincipalByName("daemon"));
    }
    view.setPermissions(PosixFilePermissions.fromString("rw-r-----"));
    PosixFileAttributes before = view.readAttributes();

    Scene.Result result = project.auth("", ADD);

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    assertThat(project.text()).contains("https://a.example");
    PosixFileAttributes after = view.readAttributes();
    assertThat(after.owner()).isEqualTo(before.owner());
    assertThat(after.group()).isEqualTo(before.group());
    assertThat(after.permissions()).isEqualTo(before.permissions());
  }

  private Scene project() throws Exception {
    return Scene.with(
        directory,
        "aval.providers.old.domain",
        "https://old.example",
        "aval.providers.old.application-id",
        "old");
  }

  private static void assertThatNothingLiesBeside(Scene project) throws IOException {
    try (Stream<Path> files = Files.list(project.webXml().getParent())) {
      assertThat(files).containsExactly(project.webXml());
    }
  }

  /** Saves a file just before the first answer is typed. */
  private static final class Editor extends StringReader {
    private final Path file;
    private final String text;

    Editor(String typed, Path file, String text) {
      super(typed);
      this.file = file;
      this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      Files.writeString(file, text);
      return super.read(buffer, offset, length);
    }
  }
}
