package io.aval.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateKey;
import io.aval.issuer.TemplatePreset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/** Each takes the token, and refuses it when one byte of its payload is another. */
class VerifiersNobodyHereWroteTest {
  private static final Map<String, Verifier> VERIFIERS = new LinkedHashMap<>();
  private static final String SECRET = "a throw-away secret of more than 32 bytes";

  @TempDir static Path directory;
  private static IssuingApplication issuer;

  static {
    VERIFIERS.put("Aval", new AvalVerifier());
    VERIFIERS.put("Spring Security", new SpringVerifier());
    VERIFIERS.put("SmallRye JWT", new SmallRyeVerifier());
    VERIFIERS.put("Nimbus JOSE + JWT", new NimbusVerifier());
  }

  private interface Check {
    String subject(String token) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    issuer = IssuingApplication.start(directory);
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @TestFactory
  Stream<DynamicTest> everyVerifierTakesATokenOfEveryPreset() {
    List<DynamicTest> tests = new ArrayList<>();
    for (TemplatePreset preset : TemplatePreset.values()) {
      VERIFIERS.forEach(
          (name, verifier) ->
              tests.add(dynamicTest(name + ", " + preset, () -> preset(preset, verifier))));
    }
    return tests.stream();
  }

  private static void preset(TemplatePreset preset, Verifier verifier) throws Exception {
    JwtTemplate.Builder template = preset.builder();
    if (preset.ownKeyAlgorithm().isPresent()) {
      template.signingKey(TemplateKey.of(preset.ownKeyAlgorithm().get(), SECRET));
      SecretKey secret = new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
      holds(issuer.mint(template.build()), t -> verifier.bySecret(issuer.url(), secret, t));
      return;
    }
    Optional<String> audience =
        Optional.ofNullable(template.build().claims().get("aud")).map(Object::toString);
    String token = issuer.mint(template.build());
    holds(token, t -> verifier.byPublishedKeys(issuer, audience, t));
    if (audience.isPresent()) {
      assertThatThrownBy(
              () -> verifier.byPublishedKeys(issuer, Optional.of("somebody-else"), token))
          .as("another audience")
          .isInstanceOf(Exception.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyVerifierTakesATokenOfEveryAlgorithm() {
    List<DynamicTest> tests = new ArrayList<>();
    String all = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA";
    for (String algorithm : all.split(" ")) {
      VERIFIERS.forEach(
          (name, verifier) -> {
            if (!isBeyond(verifier, algorithm)) {
              tests.add(dynamicTest(name + ", " + algorithm, () -> algorithm(algorithm, verifier)));
            }
          });
    }
    assertThat(tests).hasSize(39);
    return tests.stream();
  }

  private static boolean isBeyond(Verifier verifier, String algorithm) {
    return verifier instanceof SpringVerifier && algorithm.equals("EdDSA");
  }

  @Test
  void springSecurityHasNoNameForEdDsa() {
    assertThat(SignatureAlgorithm.from("EdDSA")).isNull();
    assertThat(SignatureAlgorithm.from("Ed25519")).isNull();
    assertThat(SignatureAlgorithm.values()).hasSize(9);
  }

  private static void algorithm(String algorithm, Verifier verifier) throws Exception {
    KeyPair pair = pair(algorithm);
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    JwtTemplate template =
        JwtTemplate.builder("own").signingKey(TemplateKey.of(algorithm, pem)).build();
    holds(
        issuer.mint(template),
        token -> verifier.byKey(issuer.url(), algorithm, pair.getPublic(), token));
  }

  private static KeyPair pair(String algorithm) throws Exception {
    String type = algorithm.substring(0, 2);
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(
            type.equals("ES") ? "EC" : type.equals("Ed") ? "Ed25519" : "RSA");
    if (type.equals("ES")) {
      Map<String, String> curves =
          Map.of("ES256", "secp256r1", "ES384", "secp384r1", "ES512", "secp521r1");
      generator.initialize(new ECGenParameterSpec(curves.get(algorithm)));
    }
    return generator.generateKeyPair();
  }

  private static void holds(String token, Check check) throws Exception {
    assertThat(check.subject(token)).isEqualTo("user_1");
    assertThatThrownBy(() -> check.subject(changed(token)))
        .as("one byte of the payload changed")
        .isInstanceOf(Exception.class);
  }

  /** The same token about another user: {@code user_1} becomes {@code user_2}, one byte. */
  private static String changed(String token) {
    String[] parts = token.split("\\.");
    byte[] before = Base64.getUrlDecoder().decode(parts[1]);
    byte[] after =
        new String(before, StandardCharsets.UTF_8)
            .replaceFirst("\"sub\":\"user_1\"", "\"sub\":\"user_2\"")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(Arrays.mismatch(before, after)).as("the byte").isPositive();
    assertThat(after).hasSameSizeAs(before);
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(after);
    return parts[0] + "." + payload + "." + parts[2];
  }
}
