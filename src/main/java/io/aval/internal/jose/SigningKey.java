package io.aval.internal.jose;

import java.security.PrivateKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * One key that signs tokens, with the id and the public half that its issuer publishes. Immutable.
 *
 * <p>The id is the key's thumbprint (RFC 7638 with SHA-256), so that a key made anew never answers
 * to the id of another. The private half leaves this package by no method and no text.
 */
public final class SigningKey {
  private static final int RSA_BITS = 2048;

  private final String kid;
  private final Algorithm algorithm;
  private final PrivateKey privateKey;
  private final Map<String, Object> publicJwk;

  private SigningKey(
      String kid, Algorithm algorithm, PrivateKey privateKey, Map<String, Object> publicJwk) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.privateKey = privateKey;
    this.publicJwk = Collections.unmodifiableMap(new LinkedHashMap<>(publicJwk));
  }

  /**
   * Generates an RSA key of 2048 bits for {@code RS256}, what every verifier understands.
   *
   * @return a new key
   */
  public static SigningKey generate() {
    try {
      RsaJsonWebKey jwk = RsaJwkGenerator.generateJwk(RSA_BITS);
      jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
      jwk.setUse("sig");
      jwk.setAlgorithm(Algorithm.RS256.headerName());
      return new SigningKey(
          jwk.getKeyId(),
          Algorithm.RS256,
          jwk.getPrivateKey(),
          jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
    } catch (JoseException e) {
      throw new IllegalStateException("This Java runtime cannot generate RSA keys", e);
    }
  }

  /** The key's id: its RFC 7638 thumbprint, base64url of SHA-256. */
  public String kid() {
    return kid;
  }

  /** The algorithm that the key signs with. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The public half as a JWK (RFC 7517): unmodifiable, and without any private member. */
  public Map<String, Object> publicJwk() {
    return publicJwk;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm.headerName() + " " + kid + "]";
  }
}
