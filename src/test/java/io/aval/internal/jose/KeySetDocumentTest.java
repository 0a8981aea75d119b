package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeySetDocumentTest {
  private static final TestKey RSA = TestKey.generate("r", "RSA");
  private static final TestKey EC = TestKey.generate("e", "P-256");

  @Test
  void readsEveryTypeOfKey() throws Exception {
    KeySetDocument document =
        parse(
            RSA,
            EC,
            TestKey.generate("e384", "P-384"),
            TestKey.generate("e521", "P-521"),
            TestKey.generate("ed", "Ed25519"));
    assertThat(document.leftOut()).isEmpty();
    KeySet set = document.keys();
    assertThat(select(set, "r", Algorithm.RS256)).isEqualTo(RSA.pair().getPublic());
    assertThat(select(set, "r", Algorithm.PS512)).isEqualTo(RSA.pair().getPublic());
    assertThat(select(set, "e", Algorithm.ES256)).isEqualTo(EC.pair().getPublic());
    assertThat(select(set, "e384", Algorithm.ES384)).isNotNull();
    assertThat(select(set, "e521", Algorithm.ES512)).isNotNull();
    assertThat(select(set, "ed", Algorithm.ED25519)).isNotNull();
  }

  @Test
  void keepsTheKeysThatAreForSignatures() throws Exception {
    assertUsable(RSA.with("use", "sig"));
    assertUsable(RSA.with("key_ops", List.of("sign", "verify")));
    assertUsable(RSA.with("alg", "RS256"));
    assertUsable(RSA.with("x5c", List.of("garbage")));
  }

  @Test
  void leavesOutKeysForOtherPurposes() throws Exception {
    assertLeftOut(RSA.with("use", "enc"), "use");
    assertLeftOut(RSA.with("use", 1), "use");
    assertLeftOut(RSA.with("key_ops", List.of("encrypt")), "key_ops");
    assertLeftOut(RSA.with("key_ops", "verify"), "key_ops");
    assertLeftOut(RSA.with("alg", "RSA-OAEP"), "alg");
    assertLeftOut(RSA.with("alg", "none"), "alg");
    assertLeftOut(RSA.with("alg", 256), "alg");
  }

  @Test
  void leavesOutWhatItCannotRead() throws Exception {
    assertLeftOut(RSA.with("kty", "AKP"), "cannot be read");
    assertLeftOut(RSA.with("kty", 7), "kty");
    assertLeftOut(RSA.with("n", "!"), "");
    assertLeftOut(RSA.with("kid", 5), "kid");
    assertLeftOut(EC.with("crv", "P-999"), "");
    assertLeftOut(EC.with("crv", "secp256k1"), "");
    assertLeftOut(EC.with("x", "AAAA"), "curve");
    KeySetDocument odd =
        parse("{\"keys\":[1,null,[],\"x\",{}," + JsonUtil.toJson(RSA.jwk()) + "]}");
    assertThat(odd.keys().keys()).hasSize(1);
    assertThat(odd.leftOut()).hasSize(5);
  }

  @Test
  void boundsTheSizeOfRsaKeysOnBothSides() throws Exception {
    assertLeftOut(rsa(2047), "2047");
    assertUsable(rsa(2048));
    assertThat(KeyRules.fault(modulus(16_384))).isEmpty();
    assertThat(KeyRules.fault(modulus(16_385))).isPresent();
  }

  @Test
  void refusesAnRsaExponentWithWhichAnybodySigns() throws Exception {
    assertLeftOut(RSA.with("e", "AQ"), "r");
    assertLeftOut(RSA.with("e", "BA"), "exponent");
    assertUsable(RSA.with("e", "Aw"));
  }

  @Test
  void leavesOutAndReportsAKeyWhosePrivateHalfIsPublished() throws Exception {
    KeySetDocument document =
        parse(JsonUtil.toJson(Map.of("keys", List.of(RSA.privateJwk(), EC.jwk()))));
    assertThat(document.leaked()).isTrue();
    assertThat(document.keys().keys()).extracting(VerificationKey::kid).containsExactly("e");
    assertThat(parse(EC).leaked()).isFalse();
  }

  @Test
  void leavesOutBothOfTwoKeysWithOneKidAndType() throws Exception {
    KeySetDocument document = parse(RSA, TestKey.generate("r", "RSA"), EC, EC.withKid("f"));
    assertThat(document.keys().keys()).extracting(VerificationKey::kid).containsExactly("e", "f");
    assertThat(document.leftOut()).hasSize(2);
  }

  @Test
  void keepsTwoKeysWithOneKidAndTwoTypes() throws Exception {
    KeySet set = parse(RSA, EC.withKid("r")).keys();
    assertThat(select(set, "r", Algorithm.RS256)).isEqualTo(RSA.pair().getPublic());
    assertThat(select(set, "r", Algorithm.ES256)).isEqualTo(EC.pair().getPublic());
  }

  @Test
  void aTokenWithoutKidNeedsExactlyOneKeyThatFits() throws Exception {
    KeySet one = parse(RSA, EC).keys();
    assertThat(select(one, null, Algorithm.RS256)).isEqualTo(RSA.pair().getPublic());
    assertThat(one.select(null, Algorithm.ES384)).isNull();
    KeySet two = parse(RSA, TestKey.generate("s", "RSA")).keys();
    assertRefused(two, null, Algorithm.RS256, Reason.UNKNOWN_KEY);
  }

  @Test
  void aKeyWithoutKidServesOnlyTokensWithoutKid() throws Exception {
    KeySet set = parse(RSA.withKid(null)).keys();
    assertThat(select(set, null, Algorithm.RS256)).isEqualTo(RSA.pair().getPublic());
    assertThat(set.select("r", Algorithm.RS256)).isNull();
    assertThat(set.select("", Algorithm.RS256)).isNull();
  }

  @Test
  void theAlgOfAKeyRestrictsIt() throws Exception {
    KeySet set = parse(RSA.with("alg", "RS384")).keys();
    assertThat(select(set, "r", Algorithm.RS384)).isNotNull();
    assertRefused(set, "r", Algorithm.RS256, Reason.ALGORITHM_NOT_ALLOWED);
    assertThat(set.select(null, Algorithm.RS256)).isNull();
  }

  @Test
  void theCurveOfAKeyDecidesItsAlgorithm() throws Exception {
    KeySet set = parse(EC).keys();
    assertRefused(set, "e", Algorithm.ES384, Reason.ALGORITHM_NOT_ALLOWED);
    assertRefused(set, "e", Algorithm.RS256, Reason.ALGORITHM_NOT_ALLOWED);
    assertRefused(set, "e", Algorithm.HS256, Reason.ALGORITHM_NOT_ALLOWED);
  }

  @Test
  void acceptsAHundredKeysAndNotOneMore() throws Exception {
    List<TestKey> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(EC.withKid("k" + i));
    }
    assertThat(parse(keys.toArray(TestKey[]::new)).keys().keys()).hasSize(100);
    keys.add(EC);
    assertThatThrownBy(() -> parse(keys.toArray(TestKey[]::new)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("101");
  }

  @Test
  void anEmptySetIsASet() throws Exception {
    assertThat(parse("{\"keys\":[]}").keys().keys()).isEmpty();
  }

  @Test
  void refusesWhatIsNoKeySet() {
    for (String body :
        new String[] {
          "",
          " ",
          "null",
          "[]",
          "{}",
          "{\"keys\":{}}",
          "{\"keys\":null}",
          "<html/>",
          "{\"keys\":[]",
          "{\"keys\":[]}{}",
          "{\"keys\":[],\"keys\":[]}",
          "{\"keys\":[]} x",
          "{'keys':[]}"
        }) {
      assertThatThrownBy(() -> parse(body)).as(body).isInstanceOf(IOException.class);
    }
  }

  @Test
  void boundsTheDepthOnBothSides() throws Exception {
    assertThat(parse(nested(15)).keys().keys()).isEmpty();
    assertThatThrownBy(() -> parse(nested(16))).isInstanceOf(IOException.class);
  }

  private static String nested(int arrays) {
    return "{\"keys\":[],\"x\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static TestKey rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return new TestKey("k" + bits, "RSA", generator.generateKeyPair(), Map.of());
  }

  private static java.security.interfaces.RSAPublicKey modulus(int bits) {
    return new java.security.interfaces.RSAPublicKey() {
      private static final long serialVersionUID = 1L;

      @Override
      public java.math.BigInteger getModulus() {
        return java.math.BigInteger.ONE.shiftLeft(bits - 1);
      }

      @Override
      public java.math.BigInteger getPublicExponent() {
        return java.math.BigInteger.valueOf(65_537);
      }

      @Override
      public String getAlgorithm() {
        return "RSA";
      }

      @Override
      public String getFormat() {
        return "X.509";
      }

      @Override
      public byte[] getEncoded() {
        return new byte[0];
      }
    };
  }

  private static void assertUsable(TestKey key) throws IOException {
    assertThat(parse(key).leftOut()).isEmpty();
    assertThat(parse(key).keys().keys()).hasSize(1);
  }

  private static void assertLeftOut(TestKey key, String why) throws IOException {
    KeySetDocument document = parse(key, EC.withKid("other"));
    assertThat(document.keys().keys()).extracting(VerificationKey::kid).containsExactly("other");
    assertThat(document.leftOut()).singleElement().asString().contains(why);
  }

  private static void assertRefused(
      KeySet set, @Nullable String kid, Algorithm algorithm, Reason reason) {
    assertThatThrownBy(() -> set.select(kid, algorithm))
        .isInstanceOfSatisfying(
            IdentityException.class, e -> assertThat(e.getReason()).isEqualTo(reason));
  }

  private static Object select(KeySet set, @Nullable String kid, Algorithm algorithm) {
    return set.select(kid, algorithm).key();
  }

  private static KeySetDocument parse(TestKey... keys) throws IOException {
    return parse(TestKey.keySet(List.of(keys)));
  }

  private static KeySetDocument parse(String text) throws IOException {
    return KeySetDocument.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
