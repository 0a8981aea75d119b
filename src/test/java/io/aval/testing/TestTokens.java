package io.aval.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens by the JDK alone: {@link #valid} is good, and each test spoils it in one place.
 * Signs whatever it is told to, also what no issuer would.
 */
public final class TestTokens {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final TestKey key;
  private final Instant now;
  private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
  private String algorithm = "RS256";
  private @Nullable String rawHeader;
  private @Nullable String rawClaims;

  private TestTokens(TestKey key, Instant now) {
    this.key = key;
    this.now = now;
  }

  /** A good token for the audience {@code app}, for a minute, signed RS256. */
  public static TestTokens valid(String issuer, TestKey key, Instant now) {
    TestTokens token = new TestTokens(key, now);
    token.header.put("alg", "RS256");
    token.header.put("typ", "JWT");
    token.header.put("kid", key.kid());
    token.claims.put("iss", issuer);
    token.claims.put("sub", "user-1");
    token.claims.put("aud", "app");
    token.claims.put("iat", now.getEpochSecond());
    token.claims.put("exp", now.getEpochSecond() + 60);
    return token;
  }

  /** Sets a claim; null writes JSON's null. */
  public TestTokens claim(String name, @Nullable Object value) {
    claims.put(name, value);
    return this;
  }

  /** Sets a claim to a moment, seconds from now. */
  public TestTokens fromNow(String name, long seconds) {
    return claim(name, now.getEpochSecond() + seconds);
  }

  public TestTokens without(String name) {
    claims.remove(name);
    return this;
  }

  /** Sets a member of the header; null writes JSON's null. */
  public TestTokens header(String name, @Nullable Object value) {
    header.put(name, value);
    return this;
  }

  public TestTokens withoutHeader(String name) {
    header.remove(name);
    return this;
  }

  /** Signs with another algorithm, which also goes into the header. */
  public TestTokens algorithm(String name) {
    algorithm = name;
    return header("alg", name);
  }

  /** Takes the header's text as it is. */
  public TestTokens rawHeader(String json) {
    rawHeader = json;
    return this;
  }

  /** Takes the claims' text as it is. */
  public TestTokens rawClaims(String json) {
    rawClaims = json;
    return this;
  }

  /** The claims' text as it would be signed. */
  public String claimsJson() {
    return rawClaims == null ? JsonUtil.toJson(claims) : rawClaims;
  }

  /** Everything before the signature, without the last dot. */
  public String unsigned() {
    String head = rawHeader == null ? JsonUtil.toJson(header) : rawHeader;
    return encoded(head) + "." + encoded(claimsJson());
  }

  /** The token. */
  public String sign() {
    return signedBy(key);
  }

  /** The token, signed by another key under the same header. */
  public String signedBy(TestKey other) {
    String unsigned = unsigned();
    return unsigned + "." + BASE64.encodeToString(signature(unsigned, other.pair().getPrivate()));
  }

  /** The token with an HMAC of a secret as its signature. */
  public String signedBySecret(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String unsigned = unsigned();
      byte[] tag = mac.doFinal(unsigned.getBytes(StandardCharsets.ISO_8859_1));
      return unsigned + "." + BASE64.encodeToString(tag);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token with these bytes as its signature. */
  public String signedWith(byte[] signature) {
    return unsigned() + "." + BASE64.encodeToString(signature);
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] signature(String unsigned, PrivateKey by) {
    try {
      Signature signature = Signature.getInstance(jcaName());
      if (algorithm.startsWith("PS")) {
        String digest = "SHA-" + algorithm.substring(2);
        int salt = Integer.parseInt(algorithm.substring(2)) / 8;
        signature.setParameter(
            new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
      }
      signature.initSign(by);
      signature.update(unsigned.getBytes(StandardCharsets.ISO_8859_1));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String jcaName() {
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> "SHA" + algorithm.substring(2) + "withRSA";
      case "PS" -> "RSASSA-PSS";
      case "ES" -> "SHA" + algorithm.substring(2) + "withECDSAinP1363Format";
      default -> "Ed25519";
    };
  }

  /** An array claim's value. */
  public static List<Object> list(Object... values) {
    return List.of(values);
  }
}
