package io.aval.config;

import static io.aval.config.Given.oidc;
import static io.aval.config.Given.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BuilderTest {

  @Test
  void hasTheDefaultsOfTheReader() {
    ProviderConfig provider =
        ProviderConfig.builder("main").domain("issuer.test").applicationIds("notes").build();

    assertThat(IdentityConfig.builder().provider(provider).build()).isEqualTo(read(oidc()));
  }

  @Test
  void hasTheRulesOfTheReader() {
    assertThatThrownBy(
            () -> ProviderConfig.builder("main").clockSkew(Duration.ofMinutes(6)).build())
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.getFaults())
                    .anyMatch(f -> f.startsWith("aval.providers.main.domain: is missing"))
                    .anyMatch(f -> f.startsWith("aval.providers.main.application-id: is missing"))
                    .anyMatch(f -> f.startsWith("aval.providers.main.clock-skew: ")));
    assertThatThrownBy(() -> IdentityConfig.builder().build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no provider and no issuer is configured");
    assertThatThrownBy(() -> IdentityConfig.builder().provider(main()).maxTokenSize(1).build())
        .hasMessageContaining("aval.max-token-size");
  }

  @Test
  void holdsProvidersAgainstEachOther() {
    ProviderConfig twin =
        ProviderConfig.builder("twin").domain("issuer.test").applicationIds("notes").build();
    assertThatThrownBy(() -> IdentityConfig.builder().provider(main()).provider(twin).build())
        .hasMessageContaining("repeats the provider main");
    assertThatThrownBy(() -> IdentityConfig.builder().provider(main()).provider(main()).build())
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void setsEveryKeyOfAProvider() {
    ProviderConfig provider =
        ProviderConfig.builder("p")
            .domain("https://issuer.test/{tenant}")
            .tenants("a", "b")
            .discovery("https://inner.test/{tenant}")
            .applicationIds("one,two", "three")
            .audienceClaims("client_id")
            .algorithms("RS512")
            .tokenTypes("at+jwt")
            .authorizedParties("party")
            .clockSkew(Duration.ofMillis(1500))
            .maxTokenLifetime(Duration.ofHours(2))
            .requiredClaims("sid", "use=access")
            .rolesClaims("roles")
            .allowedRoles("user")
            .scopesClaims("scp")
            .identityField("pictureUrl", "avatar")
            .insecureHttp()
            .build();

    assertThat(provider.applicationIds()).containsExactly("one,two", "three");
    assertThat(provider.tenants()).containsExactly("a", "b");
    assertThat(provider.clockSkew()).isEqualTo(Duration.ofMillis(1500));
    assertThat(provider.maxTokenLifetime()).contains(Duration.ofHours(2));
    assertThat(provider.requiredClaims())
        .isEqualTo(Map.of("sid", Optional.empty(), "use", Optional.of("access")));
    assertThat(provider.identityFields()).isEqualTo(Map.of("pictureUrl", "avatar"));
    assertThat(provider.insecureHttp()).isTrue();
    assertThatThrownBy(() -> ProviderConfig.builder("p").identityField("subject", "x").build())
        .hasMessageContaining("no claim may replace it");
  }

  @Test
  void setsTheKeysOfCustomJwt() {
    ProviderConfig keys =
        ProviderConfig.builder("k")
            .type(ProviderConfig.Type.CUSTOM_JWT)
            .issuer("any")
            .jwks(URI.create("classpath:keys.json"))
            .allowAnyAudience()
            .build();
    assertThat(keys.jwks()).contains(URI.create("classpath:keys.json"));
    assertThat(keys.applicationIds()).isEmpty();

    ProviderConfig shared =
        ProviderConfig.builder("s")
            .type(ProviderConfig.Type.CUSTOM_JWT)
            .issuer("any")
            .algorithms("HS256")
            .secret(Secret.of("s".repeat(32)))
            .applicationIds("notes")
            .build();
    assertThat(shared.secret()).map(Secret::reveal).contains("s".repeat(32));
  }

  @Test
  void setsEveryKeyOfTheApplication() {
    Secret password = Secret.of("p".repeat(16));
    IdentityConfig config =
        IdentityConfig.builder()
            .provider(main())
            .principalName("subject")
            .tokenSources("cookie:a")
            .allowedOrigins("https://a.test")
            .proxy(URI.create("http://proxy.test:1"))
            .errorDetails(IdentityConfig.ErrorDetails.STATUS)
            .invalidToken(IdentityConfig.InvalidToken.DEFER)
            .containerSecurity(IdentityConfig.ContainerSecurity.ON)
            .maxTokenSize(2048)
            .tokenCacheSize(0)
            .issuerEnabled()
            .issuerUrl(URI.create("http://localhost:8080/notes"))
            .issuerTemplates(Path.of("/var/lib/templates"))
            .issuerKeys(Path.of("/var/lib/keys/signing.p12"), password)
            .issuerKeyRotation(Duration.ofHours(2), Duration.ofSeconds(30))
            .issuerDemoUsers("/WEB-INF/u.json")
            .issuerStrictShortcodes()
            .issuerSecretKeyHashes("0F".repeat(32))
            .issuerRateLimit(7)
            .issuerDashboard("owner")
            .build();

    assertThat(config.principalName()).isEqualTo("subject");
    assertThat(config.maxTokenSize()).isEqualTo(2048);
    assertThat(config.tokenCacheSize()).isZero();
    assertThat(config.issuer())
        .isEqualTo(
            new IdentityConfig.IssuerConfig(
                true,
                Optional.of(URI.create("http://localhost:8080/notes")),
                Optional.of(Path.of("/var/lib/templates")),
                Optional.of(Path.of("/var/lib/keys/signing.p12")),
                config.issuer().keysPassword(), // has no equality, on purpose
                Duration.ofHours(2),
                Duration.ofSeconds(30),
                Optional.of("/WEB-INF/u.json"),
                true,
                Optional.empty(),
                List.of("0f".repeat(32)),
                7,
                true,
                "owner"));
    assertThat(config.issuer().keysPassword()).map(Secret::reveal).contains("p".repeat(16));
  }

  @Test
  void keepsNothingThatChangesLater() {
    var sources = new java.util.ArrayList<>(read(oidc()).tokenSources());
    IdentityConfig config = read(oidc());
    assertThatThrownBy(() -> config.providers().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> config.providers().get(0).algorithms().add("none"))
        .isInstanceOf(UnsupportedOperationException.class);
    sources.clear();
    assertThat(config.tokenSources()).hasSize(1);
  }

  private static ProviderConfig main() {
    return ProviderConfig.builder("main").domain("issuer.test").applicationIds("notes").build();
  }
}
