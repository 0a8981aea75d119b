package io.aval.config;

import static io.aval.config.Given.oidc;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentSourceTest {

  @Test
  void overridesWhatOtherSourcesConfigure() {
    IdentityConfig config =
        read(
            oidc(),
            "AVAL_PROVIDERS_MAIN_DOMAIN",
            "https://env.test",
            "AVAL_ERROR_DETAILS",
            "status",
            "AVAL_HTTP_PROXY",
            "http://proxy.test:3128");

    assertThat(config.providers())
        .extracting(ProviderConfig::issuer)
        .containsExactly("https://env.test");
    assertThat(config.errorDetails()).isEqualTo(IdentityConfig.ErrorDetails.STATUS);
    assertThat(config.http().proxy()).map(Object::toString).contains("http://proxy.test:3128");
  }

  @Test
  void findsProvidersOfOtherSourcesWhateverTheirNamesHold() {
    Map<String, String> values = oidc();
    values.put("aval.providers.my-Idp.domain", "https://idp.test");
    values.put("aval.providers.my-Idp.application-id", "notes");

    IdentityConfig config = read(values, "AVAL_PROVIDERS_MY_IDP_CLOCK_SKEW", "9s");

    assertThat(config.providers())
        .extracting(ProviderConfig::name, ProviderConfig::clockSkew)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("main", Duration.ofSeconds(5)),
            org.assertj.core.groups.Tuple.tuple("my-Idp", Duration.ofSeconds(9)));
  }

  @Test
  void readsProvidersThatExistInTheEnvironmentOnly() {
    IdentityConfig config =
        read(
            Map.of(),
            "AVAL_PROVIDERS_MY_IDP_DOMAIN",
            "https://idp.test",
            "AVAL_PROVIDERS_MY_IDP_APPLICATION_ID",
            "notes",
            "AVAL_PROVIDERS_MY_IDP_IDENTITY_GIVEN_NAME",
            "first",
            "AVAL_PROVIDERS_MY_IDP_TOKEN_TYPES",
            "at+jwt");

    ProviderConfig provider = config.providers().get(0);
    assertThat(provider.name()).isEqualTo("my_idp");
    assertThat(provider.identityFields()).isEqualTo(Map.of("givenName", "first"));
    assertThat(provider.tokenTypes()).containsExactly("at+jwt");
  }

  @Test
  void tellsSecretFromSecretFile() {
    List<String> names =
        new EnvironmentSource(
                Map.of("AVAL_PROVIDERS_A_SECRET", "x", "AVAL_PROVIDERS_A_SECRET_FILE", "/x"))
            .names().stream().toList();

    assertThat(names)
        .containsExactlyInAnyOrder("aval.providers.a.secret", "aval.providers.a.secret-file");
  }

  @Test
  void refusesAVariableOfAProviderThatIsNoKey() {
    assertThat(
            Given.faults(
                ConfigSource.environment(Map.of("AVAL_PROVIDERS_MAIN_APPLICATIONID", "notes")),
                ConfigSource.of("web.xml", oidc())))
        .containsExactly(
            "AVAL_PROVIDERS_MAIN_APPLICATIONID: is not a key; did you mean"
                + " AVAL_PROVIDERS_MAIN_APPLICATION_ID?");
  }

  @Test
  void warnsOfAVariableThatLooksLikeAKeyAndLeavesOthersAlone() {
    List<String> warnings =
        ConfigReader.read(
                ConfigSource.environment(Map.of("AVAL_ERROR_DETAIL", "full", "AVAL_HOME", "/opt")),
                ConfigSource.of("web.xml", oidc()))
            .warnings();

    assertThat(warnings)
        .containsExactly("AVAL_ERROR_DETAIL: is not used here; did you mean AVAL_ERROR_DETAILS?");
  }

  @Test
  void takesEmptyVariablesForAbsent() {
    assertThat(read(oidc(), "AVAL_PROVIDERS_MAIN_DOMAIN", "").providers().get(0).issuer())
        .isEqualTo("https://issuer.test");
  }

  @Test
  void yieldsToSystemProperties() {
    ConfigSource properties =
        ConfigSource.of("system properties", Map.of("aval.error-details", "full"));
    ConfigSource environment = ConfigSource.environment(Map.of("AVAL_ERROR_DETAILS", "status"));

    IdentityConfig config =
        ConfigReader.read(properties, environment, ConfigSource.of("web.xml", oidc())).config();

    assertThat(config.errorDetails()).isEqualTo(IdentityConfig.ErrorDetails.FULL);
  }

  private static IdentityConfig read(Map<String, String> values, String... variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return ConfigReader.read(
            ConfigSource.environment(environment), ConfigSource.of("web.xml", values))
        .config();
  }
}
