package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aval.config.ProviderConfig;
import io.aval.testing.TestIssuer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers that stand in no web.xml, or are another one than it says. */
@Timeout(60)
class SurroundingsTest {
  private static final String DOMAIN = "aval.providers.a.domain";
  private static final String ID = "aval.providers.a.application-id";

  @TempDir Path directory;

  @AfterEach
  void clear() {
    System.clearProperty(DOMAIN);
    System.clearProperty(ID);
  }

  @Test
  void checksAProviderThatNoWebXmlNames() throws Exception {
    System.setProperty(DOMAIN, "http://127.0.0.1:1");
    System.setProperty(ID, "notes");
    Scene project = Scene.empty(directory);
    for (String[] words : new String[][] {{"check"}, {"check", "a"}}) {
      Scene.Result failed = project.auth("", words);
      assertThat(failed.out()).containsPattern("a\n +http://127.0.0.1:1\n +FAILED +discovery");
      assertThat(failed.exit()).isEqualTo(Exit.CHECK_FAILED);
    }
    try (TestIssuer issuer = TestIssuer.start()) {
      System.setProperty(DOMAIN, issuer.issuer());
      Scene.Result passed = project.auth("", "check");
      assertThat(passed.out()).contains("ok      issuer         " + issuer.issuer());
      assertThat(passed.exit()).isEqualTo(Exit.DONE);
    }
  }

  @Test
  void checksWhatTheApplicationWouldHaveAndNotWhatWebXmlSays() throws Exception {
    try (TestIssuer issuer = TestIssuer.start()) {
      Scene project = Scene.with(directory, DOMAIN, issuer.issuer(), ID, "notes");
      assertThat(project.auth("", "check").exit()).isEqualTo(Exit.DONE);
      System.setProperty(DOMAIN, "http://127.0.0.1:1");
      Scene.Result result = project.auth("", "check");
      assertThat(result.out()).contains("http://127.0.0.1:1").doesNotContain(issuer.issuer());
      assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    }
  }

  @Test
  void blamesNoOtherProviderForAFault() throws Exception {
    try (TestIssuer issuer = TestIssuer.start()) {
      System.setProperty(DOMAIN, "http://far.example");
      System.setProperty(ID, "notes");
      Scene project =
          Scene.with(
              directory,
              "aval.providers.b.domain",
              issuer.issuer(),
              "aval.providers.b.application-id",
              "notes");
      Scene.Result result = project.auth("", "check");
      assertThat(result.out())
          .containsPattern("b\n +http://127.0.0.1:\\d+\n +ok +discovery")
          .containsPattern("a\n +FAILED +configuration +domain: http is accepted")
          .doesNotContain("(the application)");
      assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    }
  }

  @Test
  void takesAVariableForTheWrittenProviderThatItMayBeOf() {
    Surroundings around =
        new Surroundings(
            Map.of("aval.providers.p.domain", "https://p.example"),
            Map.of(
                "AVAL_PROVIDERS_MY_IDP_DOMAIN", "https://idp.example",
                "AVAL_PROVIDERS_NEW_ONE_APPLICATION_ID", "x",
                "AVAL_PROVIDERS_P_APPLICATION_ID", "x",
                "AVAL_TENANT", "x"));
    assertThat(around.providers(List.of("my-idp"))).containsExactly("my-idp", "p", "new_one");
    assertThat(around.of("my-idp").providers(List.of())).containsExactly("my_idp");
    assertThat(
            around
                .of("my-idp")
                .read(Map.of("aval.providers.my-idp.application-id", "x"))
                .providers())
        .extracting(ProviderConfig::name, ProviderConfig::issuer)
        .containsExactly(tuple("my-idp", "https://idp.example"));
  }
}
