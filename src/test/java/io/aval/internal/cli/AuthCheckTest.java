package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks of providers whose issuers are really there, and listing and removing them. */
@Timeout(60)
class AuthCheckTest {
  private final TestIssuer good = TestIssuer.start();
  private final TestIssuer bad = TestIssuer.start();
  @TempDir Path directory;

  @AfterEach
  void close() {
    good.close();
    bad.close();
  }

  @Test
  void passesWhenEveryIssuerIsAsItShouldBe() throws Exception {
    Scene.Result result = project().auth("", "check", "good");
    assertThat(result.out())
        .containsPattern("ok +discovery +" + good.discoveryUri())
        .containsPattern("ok +issuer +" + good.issuer())
        .containsPattern("ok +keys +1 usable key at " + good.jwksUri())
        .containsPattern("ok +algorithms +RS256")
        .containsPattern("ok +clock +this clock is [01] s (behind|ahead of) the issuer's")
        .containsPattern("- +certificate +no certificate was shown");
    assertThat(result.exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void failsWhenOneIssuerFailsAndGoesOnWithTheOthers() throws Exception {
    bad.claimIssuer("https://other.example");
    Scene.Result result = project().auth("", "check");
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(result.out())
        .containsPattern("FAILED +issuer +The discovery document at .* is not that of issuer")
        .containsPattern("- +keys +not reached")
        .containsPattern("ok +algorithms +RS256");
  }

  @Test
  void tellsTheSameAsJson() throws Exception {
    bad.everything(Behaviour.hangUp());
    Scene.Result result = project().auth("", "check", "--json");
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    JsonArray providers = json(result.out());
    assertThat(providers).hasSize(2);
    JsonObject first = providers.getJsonObject(0);
    assertThat(first.getString("provider")).isEqualTo("good");
    assertThat(first.getBoolean("passed")).isTrue();
    JsonObject second = providers.getJsonObject(1);
    assertThat(second.getBoolean("passed")).isFalse();
    JsonObject discovery = second.getJsonArray("checks").getJsonObject(0);
    assertThat(discovery.getString("check")).isEqualTo("discovery");
    assertThat(discovery.getString("outcome")).isEqualTo("failed");
    assertThat(discovery.getString("issuer")).isEqualTo(bad.issuer());
    assertThat(discovery.getString("detail")).contains("broke off");
  }

  @Test
  void looksAtLocalKeysToo() throws Exception {
    Path resources = Files.createDirectories(directory.resolve("webapp/WEB-INF/classes"));
    TestKey key = TestKey.generate("k", "P-256");
    Files.writeString(resources.resolve("keys.json"), TestKey.keySet(List.of(key)));
    Scene project =
        Scene.with(
            directory,
            "aval.providers.a.type",
            "custom-jwt",
            "aval.providers.a.issuer",
            "partner",
            "aval.providers.a.jwks",
            "classpath:keys.json",
            "aval.providers.a.application-id",
            "notes");
    Scene.Result result = project.auth("", "check");
    assertThat(result.out())
        .containsPattern("ok +keys +1 usable key")
        .containsPattern("ok +algorithms +ES256");
    Files.delete(resources.resolve("keys.json"));
    assertThat(project.auth("", "check").out())
        .containsPattern("FAILED +keys +There is no resource");
  }

  @Test
  void countsWhatTheDeploymentWouldRefuse() throws Exception {
    Scene project =
        Scene.with(
            directory,
            "aval.providers.a.domain",
            "${env.AVAL_TEST_NOT_SET}",
            "aval.providers.a.application-id",
            "notes",
            "aval.tokn-sources",
            "header");
    Scene.Result result = project.auth("", "check");
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(result.out())
        .containsPattern("FAILED +configuration +domain: needs the environment variable")
        .containsPattern("\\(the application\\)\n +FAILED +configuration +aval.tokn-sources");
    Scene.Result listed = project.auth("", "list");
    assertThat(listed.out()).contains("${env.AVAL_TEST_NOT_SET}").contains("fault");
    assertThat(listed.exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void namesTheProvidersThatThereAre() throws Exception {
    for (String command : List.of("check", "remove")) {
      Scene.Result result = project().auth("", command, "god");
      assertThat(result.err()).contains("There is no provider god. There are: good, bad.");
      assertThat(result.exit()).isEqualTo(Exit.NOT_DONE);
    }
  }

  @Test
  void listsAsTextAndAsJson() throws Exception {
    assertThat(project().auth("", "list").out())
        .isEqualTo(
            "good\n  issuer          %s\n  application ID  notes\nbad\n  issuer          %s\n  application ID  notes\n"
                .formatted(good.issuer(), bad.issuer()));
    JsonObject first = json(project().auth("", "list", "--json").out()).getJsonObject(0);
    assertThat(first.getString("name")).isEqualTo("good");
    assertThat(first.getString("type")).isEqualTo("oidc");
    assertThat(first.getString("issuer")).isEqualTo(good.issuer());
    assertThat(first.getString("applicationId")).isEqualTo("notes");
    Scene none = new Scene(Files.createDirectory(directory.resolve("none")).resolve("web.xml"));
    assertThat(none.auth("", "list").out()).contains("Add one: aval auth add");
    assertThat(none.auth("", "check").exit()).isEqualTo(Exit.CHECK_FAILED);
  }

  @Test
  void removesBySelectionOrName() throws Exception {
    Scene project = project();
    Scene.Result nothing = project.auth("\n", "remove");
    assertThat(nothing.out())
        .contains("1) good")
        .contains("2) bad")
        .contains("nothing was changed");
    assertThat(project.parameters()).hasSize(4);
    Scene.Result selected = project.auth("3\nx\n2\n", "remove");
    assertThat(selected.out()).contains(">> Please type numbers from 1 to 2.");
    assertThat(project.parameters()).hasSize(2).allMatch(one -> one.contains(".good."));
    Scene.Result shown = project.auth("", "remove", "good", "--dry-run");
    assertThat(shown.out()).contains("-    <param-value>notes</param-value>");
    assertThat(project.parameters()).hasSize(2);
    assertThat(project.auth("", "remove", "good").out()).contains("No identity provider is left.");
    assertThat(project.text()).isEqualTo(WebXmlFile.NEW);
    assertThat(project.auth("", "remove").exit()).isEqualTo(Exit.NOT_DONE);
  }

  private Scene project() throws Exception {
    return Scene.with(
        directory,
        "aval.providers.good.domain",
        good.issuer(),
        "aval.providers.good.application-id",
        "notes",
        "aval.providers.bad.domain",
        bad.issuer(),
        "aval.providers.bad.application-id",
        "notes");
  }

  private static JsonArray json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readArray();
    }
  }
}
