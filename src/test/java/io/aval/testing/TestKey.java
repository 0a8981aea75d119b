package io.aval.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away key pair as an issuer publishes it.
 *
 * @param kid its id; null: published without one
 * @param type {@code RSA}, {@code P-256}, {@code P-384}, {@code P-521} or {@code Ed25519}
 * @param pair both halves
 * @param extra further JWK members ({@code alg}, {@code use}), or overrides
 */
public record TestKey(@Nullable String kid, String type, KeyPair pair, Map<String, Object> extra) {

  /** Another key at each call; an RSA key has 2048 bits. */
  public static TestKey generate(@Nullable String kid, String type) {
    try {
      KeyPair pair = type.equals("RSA") ? ThrowAwayKeys.next() : generator(type).generateKeyPair();
      return new TestKey(kid, type, pair, Map.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same key with a further JWK member. */
  public TestKey with(String member, Object value) {
    return new TestKey(kid, type, pair, Map.of(member, value));
  }

  /** The same key under another id. */
  public TestKey withKid(@Nullable String other) {
    return new TestKey(other, type, pair, extra);
  }

  /** The public half as a JWK's members. */
  public Map<String, Object> jwk() {
    return jwk(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  /** Both halves as a JWK's members: what no issuer should ever publish. */
  public Map<String, Object> privateJwk() {
    return jwk(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
  }

  private Map<String, Object> jwk(JsonWebKey.OutputControlLevel level) {
    try {
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
      jwk.setPrivateKey(pair.getPrivate());
      jwk.setKeyId(kid);
      Map<String, Object> members = jwk.toParams(level);
      members.putAll(extra);
      return members;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A JWKS of keys. */
  public static String keySet(List<TestKey> keys) {
    return JsonUtil.toJson(
        Map.of("keys", keys.stream().map(TestKey::jwk).collect(Collectors.toList())));
  }

  private static KeyPairGenerator generator(String type) throws GeneralSecurityException {
    switch (type) {
      case "Ed25519":
        return KeyPairGenerator.getInstance("Ed25519");
      default:
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp" + type.substring(2) + "r1"));
        return ec;
    }
  }
}
