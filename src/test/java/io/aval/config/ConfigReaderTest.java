package io.aval.config;

import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.config.IdentityConfig.ContainerSecurity;
import io.aval.config.IdentityConfig.ErrorDetails;
import io.aval.config.IdentityConfig.InvalidToken;
import io.aval.config.IdentityConfig.TokenSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigReaderTest {

  @Test
  void givesTheDocumentedDefaultsToTheSmallestConfiguration() {
    IdentityConfig config = read(oidc());

    assertThat(config.principalName()).isEqualTo("token-identifier");
    assertThat(config.tokenSources())
        .containsExactly(new TokenSource(TokenSource.Kind.AUTHORIZATION, "Authorization"));
    assertThat(config.allowedOrigins()).isEmpty();
    assertThat(config.http())
        .isEqualTo(new IdentityConfig.Http(Optional.empty(), Optional.empty()));
    assertThat(config.errorDetails()).isEqualTo(ErrorDetails.FULL);
    assertThat(config.invalidToken()).isEqualTo(InvalidToken.REJECT);
    assertThat(config.containerSecurity()).isEqualTo(ContainerSecurity.AUTO);
    assertThat(config.maxTokenSize()).isEqualTo(16_384);
    assertThat(config.tokenCacheSize()).isEqualTo(8L * 1024 * 1024);
    assertThat(config.issuer().enabled()).isFalse();
  }

  @Test
  void givesTheDocumentedDefaultsToTheSmallestProvider() {
    ProviderConfig provider = read(oidc()).providers().get(0);

    assertThat(provider.name()).isEqualTo("main");
    assertThat(provider.type()).isEqualTo(ProviderConfig.Type.OIDC);
    assertThat(provider.issuer()).isEqualTo("https://issuer.test");
    assertThat(provider.applicationIds()).containsExactly("notes");
    assertThat(provider.allowAnyAudience()).isFalse();
    assertThat(provider.audienceClaims()).containsExactly("aud");
    assertThat(provider.algorithms()).containsExactly("RS256", "ES256", "EdDSA");
    assertThat(provider.tokenTypes()).containsExactly("jwt");
    assertThat(provider.clockSkew()).isEqualTo(Duration.ofSeconds(5));
    assertThat(provider.maxTokenLifetime()).isEmpty();
    assertThat(provider.rolesClaims()).isEmpty();
    assertThat(provider.allowedRoles()).isEmpty();
    assertThat(provider.scopesClaims()).containsExactly("scope", "scp");
    assertThat(provider.insecureHttp()).isFalse();
    assertThat(provider.secret()).isEmpty();
  }

  @Test
  void saysWhatToAddWhenNothingIsConfigured() {
    assertThat(faults(Map.of()))
        .singleElement()
        .asString()
        .startsWith("aval.providers: no provider and no issuer is configured")
        .contains("<param-name>aval.providers.main.domain</param-name>")
        .contains("<param-name>aval.providers.main.application-id</param-name>");
  }

  @Test
  void needsNoProviderWhereTheApplicationIsAnIssuer() {
    IdentityConfig config = read(Map.of("aval.issuer.enabled", "true"));

    assertThat(config.providers()).isEmpty();
    assertThat(config.issuer().enabled()).isTrue();
  }

  @Test
  void reportsAllFaultsAtOnceEachOnItsOwnLine() {
    Map<String, String> values =
        oidc(
            "application-id", null,
            "applicationID", "notes",
            "clock-skew", "soon",
            "domain", "ftp://issuer.test",
            "aval.error-details", "some");

    assertThat(faults(values))
        .hasSize(5)
        .anyMatch(f -> f.startsWith("aval.providers.main.applicationID: is not a key"))
        .anyMatch(f -> f.startsWith("aval.providers.main.application-id: is missing"))
        .anyMatch(f -> f.startsWith("aval.providers.main.clock-skew: "))
        .anyMatch(f -> f.startsWith("aval.providers.main.domain: "))
        .anyMatch(f -> f.startsWith("aval.error-details: "))
        .noneMatch(f -> f.contains("\n"));
    assertThatThrownBy(() -> read(values))
        .hasMessageStartingWith("Aval is not configured correctly (5 faults):\n  - ")
        .hasMessageContaining("\n  - aval.providers.main.clock-skew: ");
  }

  @Test
  void letsTheFirstSourceWin() {
    ConfigSource first = ConfigSource.of("one", Map.of("aval.error-details", "status"));
    ConfigSource second = ConfigSource.of("two", oidc("aval.error-details", "full"));

    IdentityConfig config = ConfigReader.read(first, second).config();

    assertThat(config.errorDetails()).isEqualTo(ErrorDetails.STATUS);
    assertThat(config.providers()).hasSize(1);
  }

  @Test
  void asksASourceThatCannotListItsNames() {
    Map<String, String> hidden =
        Map.of("aval.error-details", "status", "aval.providers.main.clock-skew", "7s");
    ConfigSource silent = ConfigSource.of("silent", List.of(), hidden::get);

    IdentityConfig config = ConfigReader.read(silent, ConfigSource.of("web.xml", oidc())).config();

    assertThat(config.errorDetails()).isEqualTo(ErrorDetails.STATUS);
    assertThat(config.providers().get(0).clockSkew()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void turnsASourceThatFailsIntoAFaultWithoutItsMessage() {
    ConfigSource failing =
        ConfigSource.of(
            "MicroProfile Config",
            List.of("aval.error-details"),
            key -> {
              if (key.equals("aval.error-details")) {
                throw new IllegalStateException("hunter2");
              }
              return null;
            });

    assertThat(faults(failing, ConfigSource.of("web.xml", oidc())))
        .containsExactly(
            "aval.error-details: cannot be read from MicroProfile Config"
                + " (java.lang.IllegalStateException)");
  }

  @Test
  void readsSystemPropertiesOfItsOwnPrefixOnly() {
    System.setProperty("aval.error-details", "status");
    try {
      ConfigSource source = ConfigSource.systemProperties();
      assertThat(source.names()).contains("aval.error-details").doesNotContain("java.home");
      assertThat(source.value("aval.error-details")).contains("status");
    } finally {
      System.clearProperty("aval.error-details");
    }
  }

  @Test
  void ignoresWhatBelongsToOthers() {
    assertThat(read(oidc("aval.error-details", "full"))).isNotNull();
    Map<String, String> values = oidc();
    values.put("jakarta.faces.PROJECT_STAGE", "Production");
    values.put("avalanche.level", "5");
    assertThat(read(values).providers()).hasSize(1);
  }

  @Test
  void readsProvidersInTheOrderOfTheirNames() {
    Map<String, String> values = oidc();
    values.put("aval.providers.alpha.domain", "https://alpha.test");
    values.put("aval.providers.alpha.application-id", "notes");

    assertThat(read(values).providers())
        .extracting(ProviderConfig::name)
        .containsExactly("alpha", "main");
  }

  @Test
  void refusesAnEmptyValue() {
    assertThat(faults(oidc("clock-skew", "  ")))
        .containsExactly(
            "aval.providers.main.clock-skew: has no value; give it one, or remove the key");
  }

  @Test
  void trimsWhatXmlWraps() {
    assertThat(read(oidc("domain", "\n   https://issuer.test\n  ")).providers().get(0).issuer())
        .isEqualTo("https://issuer.test");
  }

  @Test
  void refusesValuesInQuotationMarks() {
    assertThat(faults(oidc("domain", "\"https://issuer.test\"")))
        .containsExactly(
            "aval.providers.main.domain: the value has quotation marks around it; write it without"
                + " them");
    assertThat(faults(oidc("application-id", "one,'two',three"))).hasSize(1);
    assertThat(faults(oidc("application-id", "“notes”"))).hasSize(1);
    assertThat(read(oidc("application-id", "o'brien")).providers()).hasSize(1);
  }
}
