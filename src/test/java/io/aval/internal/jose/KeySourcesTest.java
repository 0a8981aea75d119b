package io.aval.internal.jose;

import static io.aval.internal.jose.KeyFixture.reason;
import static io.aval.internal.jose.KeyFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.Reason;
import io.aval.config.ProviderConfig;
import io.aval.config.Secret;
import io.aval.testing.TestKey;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are configured: static ones, and files. */
final class KeySourcesTest {
  private static final TestKey RSA = TestKey.generate("r", "RSA");
  private static final TestKey EC = TestKey.generate("e", "P-256");

  private final KeyFixture fixture = new KeyFixture();

  @TempDir Path directory;

  @Test
  void readsADataUrlInEveryForm() {
    String set = TestKey.keySet(List.of(RSA));
    String base64 = Base64.getEncoder().encodeToString(set.getBytes(StandardCharsets.UTF_8));
    for (String url :
        List.of(
            "data:application/json," + set,
            "data:application/json;charset=utf-8;BASE64," + base64,
            "data:," + pem(RSA.pair().getPublic()))) {
      ProviderKeys keys = open(url);
      assertThat(keys.find("r", Algorithm.RS256).key()).isEqualTo(RSA.pair().getPublic());
      assertThat(keys.version()).isEqualTo(keys.version());
    }
  }

  @Test
  void aKeySetStillGoesByKid() {
    ProviderKeys keys = open("data:application/json," + TestKey.keySet(List.of(RSA)));
    assertThat(reason(keys, "other")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(keys.find(null, Algorithm.RS256)).isNotNull();
  }

  @Test
  void aPemKeyServesWhateverKid() {
    ProviderKeys keys = open("data:," + pem(EC.pair().getPublic()));
    assertThat(keys.find("anything", Algorithm.ES256).key()).isEqualTo(EC.pair().getPublic());
    assertThat(keys.find(null, Algorithm.ES256)).isNotNull();
    assertThat(reason(keys, "anything")).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void readsAResourceOfTheApplication() throws Exception {
    Files.writeString(directory.resolve("keys.pem"), pem(EC.pair().getPublic()));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      Environment environment =
          new Environment(fixture.clock, fixture.environment.fetch(), fixture.queued::add, loader);
      for (String place : List.of("classpath:keys.pem", "classpath:/keys.pem")) {
        ProviderKeys keys = KeySources.open(provider(place), environment);
        assertThat(keys.find(null, Algorithm.ES256)).isNotNull();
      }
      assertThatThrownBy(() -> KeySources.open(provider("classpath:no.pem"), environment))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("aval.providers.p.jwks")
          .hasMessageContaining("no.pem");
    }
  }

  @Test
  void refusesUnusableKeysWhenItOpensThem() {
    TestKey small = TestKey.generate("enc", "RSA").with("use", "enc");
    for (String url :
        List.of(
            "data:,nothing",
            "data:,{}",
            "data:application/json," + TestKey.keySet(List.of(small)),
            "data:,-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
            "data:,-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "data:,-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "data:;base64,?",
            directory.resolve("absent.json").toUri().toString())) {
      assertThatThrownBy(() -> open(url))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("aval.providers.p.jwks");
    }
  }

  @Test
  void aSharedSecretServesHmacOnly() {
    ProviderKeys keys = openSecret("0123456789abcdef0123456789abcdef", "HS256");
    assertThat(keys.find("any", Algorithm.HS256).key().getEncoded()).hasSize(32);
    assertThat(refusal(keys, null, Algorithm.RS256).getReason()).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(refusal(keys, null, Algorithm.HS512).getReason()).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void aSecretMustBeAsLongAsTheDigest() {
    assertThatThrownBy(() -> openSecret("0123456789abcdef0123456789abcde", "HS256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aval.providers.p.secret")
        .hasMessageNotContaining("0123456789");
  }

  @Test
  void followsAFileThatChanges() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), TestKey.keySet(List.of(RSA)));
    ProviderKeys keys = open(file.toUri().toString());
    long before = keys.version();
    assertThat(keys.find("r", Algorithm.RS256)).isNotNull();
    Files.writeString(file, TestKey.keySet(List.of(EC)));
    fixture.clock.advance(java.time.Duration.ofMillis(999));
    keys.find("r", Algorithm.RS256);
    assertThat(fixture.queued).as("within a second").isEmpty();
    fixture.clock.advance(java.time.Duration.ofMillis(1));
    keys.find("r", Algorithm.RS256);
    keys.version();
    assertThat(fixture.queued).as("one look, and not in this thread").hasSize(1);
    fixture.runBackground();
    assertThat(keys.version()).isNotEqualTo(before);
    assertThat(keys.find("e", Algorithm.ES256)).isNotNull();
    assertThat(reason(keys, "r")).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void keepsTheOldKeysWhileAFileIsBrokenOrGone() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), TestKey.keySet(List.of(RSA)));
    ProviderKeys keys = open(file.toUri().toString());
    long before = keys.version();
    for (String broken : new String[] {"{\"keys\":[", "", " ".repeat((1 << 20) + 1)}) {
      Files.writeString(file, broken);
      look(keys);
      assertThat(keys.find("r", Algorithm.RS256)).isNotNull();
    }
    Files.delete(file);
    look(keys);
    assertThat(keys.find("r", Algorithm.RS256)).isNotNull();
    assertThat(keys.version()).isEqualTo(before);
    Files.writeString(file, TestKey.keySet(List.of(EC)));
    look(keys);
    assertThat(keys.find("e", Algorithm.ES256)).isNotNull();
  }

  @Test
  void aTouchedFileWithTheSameKeysIsNoChange() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), TestKey.keySet(List.of(RSA)));
    ProviderKeys keys = open(file.toUri().toString());
    long before = keys.version();
    Files.writeString(file, TestKey.keySet(List.of(RSA)) + "\n");
    look(keys);
    assertThat(keys.version()).isEqualTo(before);
    keys.close();
    fixture.advanceSeconds(60);
    keys.version();
    assertThat(fixture.queued).isEmpty();
  }

  private void look(ProviderKeys keys) {
    fixture.advanceSeconds(1);
    keys.version();
    assertThat(fixture.runBackground()).isEqualTo(1);
  }

  private ProviderKeys open(String jwks) {
    return KeySources.open(provider(jwks), fixture.environment);
  }

  private ProviderKeys openSecret(String secret, String algorithm) {
    ProviderConfig configured = provider("data:,x");
    return KeySources.open(withSecret(configured, secret, algorithm), fixture.environment);
  }

  private static ProviderConfig provider(String jwks) {
    return ProviderConfig.builder("p")
        .type(ProviderConfig.Type.CUSTOM_JWT)
        .issuer("issuer")
        .applicationIds("app")
        .jwks(jwks)
        .build();
  }

  /** Past the builder, which checks the secret itself. */
  private static ProviderConfig withSecret(ProviderConfig p, String secret, String algorithm) {
    return new ProviderConfig(
        p.name(),
        p.type(),
        p.issuer(),
        p.applicationIds(),
        p.allowAnyAudience(),
        p.audienceClaims(),
        java.util.Optional.empty(),
        p.discovery(),
        p.tenants(),
        java.util.Set.of(algorithm),
        p.tokenTypes(),
        p.acceptTemplateTokens(),
        p.authorizedParties(),
        p.clockSkew(),
        p.maxTokenLifetime(),
        p.requiredClaims(),
        p.rolesClaims(),
        p.allowedRoles(),
        p.scopesClaims(),
        p.identityFields(),
        p.insecureHttp(),
        java.util.Optional.of(Secret.of(secret)));
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
