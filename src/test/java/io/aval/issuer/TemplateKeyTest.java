package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateKeyTest {
  private static final Set<String> ADA_HAS =
      Set.of("nickname", "role", "groups", "app_metadata", "https://hasura.io/jwt/claims");
  private static final IssuerUser ADA = new IssuerUser("user_1", Map.of("username", "ada"));
  private static final String SECRET =
      "a throw-away secret of 64 bytes, for this test only, 0123456789!";

  private static KeyPair generate(String type, String parameter) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    if (type.equals("RSA")) {
      generator.initialize(Integer.parseInt(parameter));
    } else if (type.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(parameter));
    }
    return generator.generateKeyPair();
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static KeyPair fitting(String algorithm) throws Exception {
    return switch (algorithm.substring(0, 2)) {
      case "ES" ->
          generate(
              "EC",
              switch (algorithm) {
                case "ES256" -> "secp256r1";
                case "ES384" -> "secp384r1";
                default -> "secp521r1";
              });
      case "Ed" -> generate("Ed25519", "");
      default -> generate("RSA", "2048");
    };
  }

  @Test
  void everyAlgorithmSignsTokensThatAvalAccepts() throws Exception {
    String all = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA HS256 HS384 HS512";
    for (String algorithm : all.split(" ")) {
      Map<String, String> provider = new HashMap<>();
      TemplateKey key;
      if (algorithm.startsWith("HS")) {
        key = TemplateKey.of(algorithm, SECRET);
        provider.put("secret", SECRET);
      } else {
        KeyPair pair = fitting(algorithm);
        key = TemplateKey.of(algorithm, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        String published = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        provider.put(
            "jwks",
            "data:;base64,"
                + Base64.getEncoder().encodeToString(published.getBytes(StandardCharsets.UTF_8)));
      }
      JwtTemplate template = JwtTemplate.builder("t").claim("aud", "app").signingKey(key).build();
      assertThat(accepted(provider, algorithm, template).getSubject())
          .as(algorithm)
          .isEqualTo("user_1");
    }
  }

  @Test
  void everyPresetMakesTokensThatAvalAccepts() throws Exception {
    KeyPair pair = generate("RSA", "2048");
    TemplateKey rsa = TemplateKey.of("RS256", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    String published = pem("PUBLIC KEY", pair.getPublic().getEncoded());
    for (TemplatePreset preset : TemplatePreset.values()) {
      boolean shared = preset.ownKeyAlgorithm().isPresent();
      Map<String, String> provider =
          shared
              ? Map.of("secret", SECRET)
              : Map.of(
                  "jwks",
                  "data:;base64,"
                      + Base64.getEncoder()
                          .encodeToString(published.getBytes(StandardCharsets.UTF_8)));
      JwtTemplate plain = preset.builder().build();
      // Blank, Hasura, Nhost and Grafbase name no audience; here each gets one.
      JwtTemplate.Builder template =
          preset.builder().signingKey(shared ? TemplateKey.of("HS256", SECRET) : rsa);
      Object audience = plain.claims().get("aud");
      JwtTemplate signed = template.claim("aud", audience == null ? "app" : audience).build();
      UserIdentity identity =
          accepted(
              provider,
              shared ? "HS256" : "RS256",
              signed,
              audience == null ? "app" : audience.toString());
      assertThat(identity.getSubject()).as(preset.name()).isEqualTo("user_1");
      for (String claim : plain.claims().keySet()) {
        if (ADA_HAS.contains(claim)) {
          assertThat(identity.getClaim(claim, Object.class)).as(claim).isPresent();
        }
      }
    }
  }

  private static UserIdentity accepted(
      Map<String, String> provider, String algorithm, JwtTemplate template) {
    return accepted(provider, algorithm, template, "app");
  }

  private static UserIdentity accepted(
      Map<String, String> provider, String algorithm, JwtTemplate template, String audience) {
    Map<String, String> keys = new HashMap<>();
    provider.forEach((name, value) -> keys.put("aval.providers.one." + name, value));
    keys.put("aval.providers.one.type", "custom-jwt");
    keys.put("aval.providers.one.issuer", "https://issuer.test");
    keys.put("aval.providers.one.application-id", audience);
    keys.put("aval.providers.one.algorithms", algorithm);
    var config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    Clock clock = Clock.systemUTC();
    TokenIssuer issuer =
        new TokenIssuer(
            URI.create("https://issuer.test"),
            TemplateStore.of(template),
            SigningKeys.inMemory(KeyRotation.DEFAULT, Clock.systemUTC()),
            clock);
    try (Issuers issuers =
        Issuers.open(
            config,
            new Environment(
                clock,
                new HttpFetch(config.http()),
                Runnable::run,
                TemplateKeyTest.class.getClassLoader()))) {
      return issuers.verify(issuer.issue(template.name(), ADA));
    }
  }

  @Test
  void refusesAKeyThatDoesNotFitItsAlgorithm() throws Exception {
    String weak = pem("PRIVATE KEY", generate("RSA", "1024").getPrivate().getEncoded());
    String p256 = pem("PRIVATE KEY", generate("EC", "secp256r1").getPrivate().getEncoded());
    refuses("RS256", weak, "an RSA key needs at least 2048 bits");
    refuses("ES384", p256, "ES384 needs a key on the curve P-384");
    refuses("RS256", p256, "the PEM block does not hold a private key for RSA");
    refuses("EdDSA", p256, "the PEM block does not hold a private key for Ed25519");
    refuses("ES256", p256.replace("M", "*"), "the PEM block does not hold");
    refuses("ES256", "-----BEGIN EC PRIVATE KEY-----", "the key must be PEM");
    refuses("HS256", "x".repeat(31), "HS256 needs a secret of at least 32 bytes");
    refuses("HS512", "x".repeat(63), "HS512 needs a secret of at least 64 bytes");
    refuses("none", "", "\"none\" is not an algorithm");
    refuses("HS1", SECRET, "\"HS1\" is not an algorithm");
  }

  private static void refuses(String algorithm, String material, String fault) {
    assertThatThrownBy(() -> TemplateKey.of(algorithm, material))
        .as(algorithm)
        .isInstanceOfSatisfying(
            IssuerException.class,
            e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.INVALID_VALUE))
        .hasMessageStartingWith("signing_key: " + fault)
        .hasNoCause();
  }

  @Test
  void neverShowsTheKey() {
    TemplateKey key = TemplateKey.of("HS256", SECRET);
    JwtTemplate template = TemplatePreset.SUPABASE.builder().signingKey(key).build();
    assertThat(template.toString()).doesNotContain(SECRET).contains("TemplateKey[HS256]");
    assertThat(key).isEqualTo(TemplateKey.of("HS256", SECRET)).hasSameHashCodeAs(key);
    assertThat(key).isNotEqualTo(TemplateKey.of("HS256", SECRET + "!"));
  }
}
