package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What went wrong elsewhere and must not here; each test has the name of the advisory. */
class TokenAdvisoriesTest {
  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  private final TestIssuer issuer = TestIssuer.start();
  private final TestIssuer elsewhere = TestIssuer.start();
  private final Map<String, String> keys = new HashMap<>();

  TokenAdvisoriesTest() {
    keys.put("aval.providers.one.domain", issuer.issuer());
    keys.put("aval.providers.one.application-id", "app");
  }

  @AfterEach
  void close() {
    issuer.close();
    elsewhere.close();
  }

  private TestTokens token() {
    return TestTokens.valid(issuer.issuer(), issuer.current(), clock.instant());
  }

  private Reason refusal(String token) {
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      IdentityException refusal =
          catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
      assertThat(refusal).as("a refusal").isNotNull();
      return refusal.getReason();
    }
  }

  @Test
  void cve_2026_29000_anEncryptedWrappingOfAnUnsignedTokenIsNoWayIn() {
    String inner = token().header("alg", "none").unsigned() + ".";
    String wrapped =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(inner.getBytes(StandardCharsets.UTF_8));
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"cty\":\"JWT\"}"
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(refusal(header + ".AAAA.AAAA." + wrapped + ".AAAA"))
        .isEqualTo(Reason.UNSUPPORTED_TOKEN);
    assertThat(refusal(inner)).isEqualTo(Reason.MALFORMED_TOKEN);
    assertThat(refusal(token().header("alg", "none").signedWith(new byte[1])))
        .isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
  }

  @Test
  void cve_2023_48223_aPublicKeyIsNeverASharedSecret() {
    RSAPublicKey key = (RSAPublicKey) issuer.current().pair().getPublic();
    for (byte[] secret : List.of(key.getEncoded(), key.getModulus().toByteArray())) {
      assertThat(refusal(token().header("alg", "HS256").signedBySecret(secret)))
          .isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    }
  }

  @Test
  void cve_2026_11800_aKeyThatSaysItsAlgorithmVerifiesNoOther() {
    keys.put("aval.providers.one.algorithms", "RS256,RS512");
    TestKey restricted = TestKey.generate("r", "RSA").with("alg", "RS256");
    issuer.publish(restricted);
    String token =
        TestTokens.valid(issuer.issuer(), restricted, clock.instant()).algorithm("RS512").sign();
    assertThat(refusal(token)).isIn(Reason.ALGORITHM_NOT_ALLOWED, Reason.UNKNOWN_KEY);
  }

  @Test
  void cve_2024_1233_keysThatTheTokenNamesAreNeitherFetchedNorUsed() {
    TestKey mine = elsewhere.current();
    String token =
        TestTokens.valid(issuer.issuer(), mine, clock.instant())
            .header("jku", elsewhere.jwksUri().toString())
            .header("x5u", elsewhere.jwksUri().toString())
            .header("jwk", mine.jwk())
            .sign();
    assertThat(refusal(token)).isIn(Reason.UNKNOWN_KEY, Reason.BAD_SIGNATURE);
    assertThat(elsewhere.jwksRequests()).isZero();
  }

  @Test
  void aisec_84_aTokenOfOneIssuerIsNothingAtAnother() {
    keys.put("aval.providers.two.domain", elsewhere.issuer());
    keys.put("aval.providers.two.application-id", "app");
    TestKey theirs = elsewhere.current().withKid(issuer.current().kid());
    assertThat(refusal(TestTokens.valid(issuer.issuer(), theirs, clock.instant()).sign()))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void cve_2026_35039_aRememberedTokenSpeaksOnlyForItself() {
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      String good = token().sign();
      issuers.verify(good);
      String otherUser = token().claim("sub", "user-2").unsigned();
      String forged = otherUser + good.substring(good.lastIndexOf('.'));
      assertThat(
              catchThrowableOfType(IdentityException.class, () -> issuers.verify(forged))
                  .getReason())
          .isEqualTo(Reason.BAD_SIGNATURE);
    }
  }

  @Test
  void cve_2022_21449_aSignatureOfZerosVerifiesNothing() {
    keys.put("aval.providers.one.algorithms", "ES256");
    TestKey key = TestKey.generate("ec", "P-256");
    issuer.publish(key);
    TestTokens token = TestTokens.valid(issuer.issuer(), key, clock.instant()).algorithm("ES256");
    assertThat(refusal(token.signedWith(new byte[64]))).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(refusal(token.signedWith(new byte[63]))).isEqualTo(Reason.BAD_SIGNATURE);
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      assertThat(issuers.verify(token.sign()).getSubject()).isEqualTo("user-1");
    }
  }

  @Test
  void cve_2024_29371_noDecompressionAndNoPasswordBasedKeysAreEverTried() {
    assertThat(refusal(token().header("zip", "DEF").sign())).isEqualTo(Reason.UNSUPPORTED_TOKEN);
    assertThat(refusal(token().header("alg", "PBES2-HS256+A128KW").sign()))
        .isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    assertThat(refusal(".".repeat(16_000))).isEqualTo(Reason.MALFORMED_TOKEN);
  }

  @Test
  void cve_2026_35042_anUnknownCriticalHeaderIsRefused() {
    assertThat(refusal(token().header("crit", TestTokens.list("exp")).sign()))
        .isEqualTo(Reason.UNSUPPORTED_TOKEN);
  }

  @Test
  void cve_2026_50627_theAudienceIsComparedWholeInEveryShape() {
    for (Object aud :
        List.of("ap", "app2", "APP", " app", List.of("x", "app2"), List.of(), Map.of("app", 1))) {
      assertThat(refusal(token().claim("aud", aud).sign()))
          .as("%s", aud)
          .isIn(Reason.WRONG_AUDIENCE, Reason.INVALID_CLAIM);
    }
  }

  @Test
  void cve_2025_30144_aListOfIssuersIsNoIssuer() {
    assertThat(refusal(token().claim("iss", List.of("https://evil.test", issuer.issuer())).sign()))
        .isEqualTo(Reason.INVALID_CLAIM);
  }

  @Test
  void owasp_2242_oneTokenHasOneText() {
    String good = token().sign();
    for (String variant : List.of(good + "=", good + "A", good.replace('_', '/'), good + "\n")) {
      if (!variant.equals(good)) {
        assertThat(refusal(variant))
            .as(variant.substring(good.length() - 3))
            .isIn(Reason.MALFORMED_TOKEN, Reason.BAD_SIGNATURE);
      }
    }
  }
}
