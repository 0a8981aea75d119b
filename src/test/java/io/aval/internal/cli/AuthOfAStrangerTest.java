package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A web.xml of somebody who would like to write on the terminal of whoever looks at it. */
@Timeout(60)
class AuthOfAStrangerTest {
  private static final String CURSOR = "\u009b2J"; // erases the screen
  private static final String BACKWARDS = "\u202e";
  private static final String HIDDEN = "\u200b";

  @TempDir Path directory;

  @Test
  void movesNoCursorAndTurnsNoTextRound() throws Exception {
    Scene project =
        Scene.with(
            directory,
            "aval.providers.a" + BACKWARDS + ".domain",
            "http://127.0.0.1:1/" + CURSOR + BACKWARDS + HIDDEN,
            "aval.providers.a" + BACKWARDS + ".application-id",
            "id" + CURSOR + BACKWARDS,
            "aval.providers.b.type",
            "custom-jwt",
            "aval.providers.b.issuer",
            "partner" + BACKWARDS,
            "aval.providers.b.jwks",
            "http://127.0.0.1:1/" + BACKWARDS,
            "aval.providers.b.application-id",
            "notes");
    for (String[] words :
        List.of(
            new String[] {"list"},
            new String[] {"list", "--json"},
            new String[] {"check"},
            new String[] {"check", "--json"},
            new String[] {"remove"},
            new String[] {"remove", "b", "--dry-run"},
            new String[] {"remove", "c" + BACKWARDS})) {
      Scene.Result result = project.auth("9\n\n", words);
      assertThat(result.out() + result.err())
          .as(String.join(" ", words))
          .isNotBlank()
          .doesNotContain("\u009b", BACKWARDS, HIDDEN);
    }
    assertThat(project.auth("\n", "remove").out())
        .contains("1) a?  http://127.0.0.1:1/?2J??", "2) b  partner?");
    assertThat(project.auth("", "list", "--json").out()).contains("partner\\u202e");
  }

  @Test
  void keepsTheTabsOfALine() {
    assertThat(PlainText.lines("\ta\t\n\u001bb\t"))
        .isEqualTo("\ta\t" + System.lineSeparator() + "?b\t");
  }
}
