package io.aval.config;

import static io.aval.config.Given.oidc;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InterpolationTest {
  private static final Map<String, String> VARIABLES =
      Map.of("HOST", "env.test", "EMPTY", "", "ODD", "${env.HOST}", "AUDIENCE", "notes");

  @Test
  void putsVariablesIntoValues() {
    assertThat(issuer("https://${env.HOST}/x")).isEqualTo("https://env.test/x");
    assertThat(issuer("${env.HOST}/${env.AUDIENCE}")).isEqualTo("https://env.test/notes");
  }

  @Test
  void takesTheDefaultOfAVariableThatIsMissingOrEmpty() {
    assertThat(issuer("${env.NONE:https://default.test:8443}"))
        .isEqualTo("https://default.test:8443");
    assertThat(issuer("${env.EMPTY:default.test}")).isEqualTo("https://default.test");
    assertThat(issuer("${env.HOST:default.test}")).isEqualTo("https://env.test");
    assertThat(issuer("${env.NONE:${env.HOST}}")).isEqualTo("https://env.test");
  }

  @Test
  void keepsBracesInsideADefault() throws BadValue {
    Interpolation interpolation = new Interpolation(name -> java.util.Optional.empty());
    assertThat(interpolation.expand("${env.D:https://x.test/{tenant}/v2.0}"))
        .isEqualTo("https://x.test/{tenant}/v2.0");
  }

  @Test
  void namesKeyAndVariableThatIsMissing() {
    assertThat(faults("https://${env.NONE}"))
        .containsExactly(
            "aval.providers.main.domain: needs the environment variable NONE, which is not set or"
                + " empty");
    assertThat(faults("https://${env.EMPTY}")).hasSize(1);
  }

  @Test
  void leavesWhatAVariableHoldsAsItIs() {
    assertThat(faults("https://${env.ODD}/x")).hasSize(1).noneMatch(f -> f.contains("env.test"));
  }

  @Test
  void writesTheTwoCharactersWithADollarMore() throws BadValue {
    Interpolation interpolation = new Interpolation(name -> java.util.Optional.of("x"));
    assertThat(interpolation.expand("$${env.A} ${env.A} $5 $")).isEqualTo("${env.A} x $5 $");
  }

  @Test
  void refusesExpressionsThatAreNotKnown() {
    assertThat(faults("https://${HOST}")).singleElement().asString().contains("only ${env.NAME}");
    assertThat(faults("https://${env.}")).singleElement().asString().contains("only ${env.NAME}");
    assertThat(faults("https://${env.HOST")).singleElement().asString().contains("without its }");
  }

  private static String issuer(String domain) {
    return ConfigReader.read(sources(domain)).config().providers().get(0).issuer();
  }

  private static List<String> faults(String domain) {
    return Given.faults(sources(domain).toArray(ConfigSource[]::new));
  }

  private static List<ConfigSource> sources(String domain) {
    return List.of(
        ConfigSource.environment(VARIABLES), ConfigSource.of("web.xml", oidc("domain", domain)));
  }
}
