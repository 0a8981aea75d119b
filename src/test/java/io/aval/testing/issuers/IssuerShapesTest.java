package io.aval.testing.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.testing.LoopbackWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every token of every issuer meets the configuration of the issuer's page, as it stands there with
 * two lines more: the proxy behind which the issuers are, and the authority of their certificates.
 */
@Timeout(120)
final class IssuerShapesTest {
  @TempDir Path directory;

  @Test
  void everyTokenIsAcceptedOrRefusedAsItsPageSays() {
    List<String> wrong = new ArrayList<>();
    for (ShapeGroup group : ShapeGroup.of(IssuerShapes.all())) {
      tryGroup(group, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private void tryGroup(ShapeGroup group, List<String> wrong) {
    try (LoopbackWorld world = LoopbackWorld.start(directory, group.serves());
        Issuers issuers = open(group.values(), world)) {
      for (ShapeGroup.Member member : group.members()) {
        member.cases().forEach(token -> tryOne(issuers, token, wrong));
      }
      if (!world.proxy().refused().isEmpty()) {
        wrong.add("Asked for " + world.proxy().refused());
      }
    }
  }

  private static void tryOne(Issuers issuers, TokenCase token, List<String> wrong) {
    String text = token.make(Instant.now());
    try {
      UserIdentity identity = issuers.verify(text);
      if (token.refused().isPresent()) {
        wrong.add(token + ", but was accepted");
      } else {
        ExpectedIdentity.check(
            token.toString(),
            token.identity(),
            IdentityFacts.of(identity, ExpectedIdentity.claimPaths(token.identity())));
      }
    } catch (IdentityException refusal) {
      Reason expected = token.refused().orElse(null);
      if (refusal.getReason() != expected) {
        wrong.add(token + ", but was " + refusal.getReason() + refusal.getExplanation());
      }
    } catch (AssertionError other) {
      wrong.add(other.getMessage());
    }
  }

  /** Each by its issuer's page alone: a text without an issuer's name may be any of several. */
  @Test
  void everyRefusalHasTheHintThatItsTokenNames() {
    List<String> wrong = new ArrayList<>();
    for (IssuerShape issuer : IssuerShapes.all()) {
      for (TokenShape token : issuer.tokens()) {
        token.hint().ifPresent(expected -> tryHint(issuer, token, expected, wrong));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void tryHint(
      IssuerShape issuer, TokenShape token, String expected, List<String> wrong) {
    TokenCase one = new TokenCase(issuer, token, Optional.empty());
    IdentityConfig config =
        ConfigReader.read(ConfigSource.of("page", issuer.configuration(token.snippet()))).config();
    try (Issuers issuers = Issuers.open(config, environment(config))) {
      Optional<String> hint =
          issuers.hint(one.make(Instant.now()), token.refused().orElseThrow()).map(RefusalHint::id);
      if (!hint.equals(Optional.of(expected))) {
        wrong.add(one + " with the hint " + expected + ", but it was " + hint);
      }
    }
  }

  private static Environment environment(IdentityConfig config) {
    return new Environment(
        Clock.systemUTC(),
        new HttpFetch(config.http()),
        Runnable::run,
        IssuerShapesTest.class.getClassLoader());
  }

  private static Issuers open(Map<String, String> page, LoopbackWorld world) {
    Map<String, String> values = new TreeMap<>(page);
    values.putAll(world.settings());
    IdentityConfig config = ConfigReader.read(ConfigSource.of("page", values)).config();
    return Issuers.open(config, environment(config));
  }

  @Test
  void everyFolderSaysWhereItsFactsComeFrom() {
    for (Path folder : IssuerShapes.folders()) {
      assertThat(folder.resolve("SOURCES.md")).isNotEmptyFile();
    }
  }

  @Test
  void everyPageOfAnIssuerHasTokensThatItAcceptsAndTokensThatItRefuses() {
    for (String page : IssuerPage.names()) {
      List<TokenShape> tokens =
          IssuerShapes.all().stream()
              .filter(issuer -> issuer.page().file().equals(page))
              .flatMap(issuer -> issuer.tokens().stream())
              .toList();
      assertThat(tokens).as(page).anyMatch(token -> token.refused().isEmpty());
      assertThat(tokens).as(page).anyMatch(token -> token.refused().isPresent());
    }
  }

  @Test
  void everyMistakeThatATokenShowsIsInThePagesTableWithItsReason() {
    for (IssuerShape issuer : IssuerShapes.all()) {
      for (TokenShape token : issuer.tokens()) {
        token
            .mistake()
            .ifPresent(
                words ->
                    assertThat(issuer.page().mistakes().get(words))
                        .as("%s: the row \"%s\"", issuer.page().file(), words)
                        .isNotNull()
                        .contains("`" + token.refused().orElseThrow() + "`"));
      }
    }
  }

  /** A row is shown by a token, or said to be a matter of configuration or of the endpoint. */
  @Test
  void everyRowOfAPagesTableIsShownByATokenOrCannotBe() {
    for (String page : IssuerPage.names()) {
      Set<String> accounted = new TreeSet<>();
      for (IssuerShape issuer : IssuerShapes.all()) {
        if (issuer.page().file().equals(page)) {
          accounted.addAll(issuer.notByToken());
          issuer.tokens().forEach(token -> token.mistake().ifPresent(accounted::add));
        }
      }
      assertThat(accounted)
          .as("%s: mistakes of the tokens, and not-by-token", page)
          .containsExactlyInAnyOrderElementsOf(IssuerPage.read(page).mistakes().keySet());
    }
  }

  @Test
  void theIndexHasTheTableOfAllThatIsTried() throws IOException {
    String begin = "<!-- The table is written by IssuerShapesTest. -->\n";
    String end = "<!-- End of the table. -->\n";
    Path index = IssuerPage.FOLDER.resolve("README.md");
    String text = Files.readString(index, UTF_8);
    assertThat(text).as("both marks stand in %s", index).contains(begin).contains(end);
    String expected =
        text.substring(0, text.indexOf(begin) + begin.length())
            + "\n"
            + IssuerTable.of(IssuerShapes.all())
            + "\n"
            + text.substring(text.indexOf(end));
    if (Boolean.getBoolean("aval.docs.write")) {
      Files.writeString(index, expected, UTF_8);
      return;
    }
    assertThat(text)
        .as(
            "%s is out of date; write it anew with"
                + " mvn test -Dtest=IssuerShapesTest -Daval.docs.write=true",
            index)
        .isEqualTo(expected);
  }
}
