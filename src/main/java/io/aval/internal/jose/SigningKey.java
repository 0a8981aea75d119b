package io.aval.internal.jose;

import java.security.Key;
import java.security.interfaces.RSAPrivateKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * One key that signs tokens, with the id and the public half that its issuer publishes. Immutable.
 *
 * <p>The id is the key's thumbprint (RFC 7638 with SHA-256), so that a key made anew never answers
 * to the id of another. The private half leaves this package by {@link #privateJwk} alone, to be
 * sealed, and by no text.
 */
public final class SigningKey {
  private static final int RSA_BITS = 2048;

  private final @Nullable String kid;
  private final Algorithm algorithm;
  private final Key signingPart;
  private final Map<String, Object> publicJwk;

  private SigningKey(
      @Nullable String kid, Algorithm algorithm, Key signingPart, Map<String, Object> publicJwk) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.signingPart = signingPart;
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
      return of(jwk);
    } catch (JoseException e) {
      throw new IllegalStateException("This Java runtime cannot generate RSA keys", e);
    }
  }

  /**
   * Takes back a key that was kept.
   *
   * @param privateJwk what {@link #privateJwk} gave
   * @return the key
   * @throws IllegalArgumentException when it is no such key; the message says no more
   */
  public static SigningKey ofPrivateJwk(Map<String, Object> privateJwk) {
    try {
      RsaJsonWebKey jwk = new RsaJsonWebKey(privateJwk);
      if (jwk.getPrivateKey() != null && jwk.getKeyId() != null) {
        return of(jwk);
      }
    } catch (JoseException unreadable) {
      throw new IllegalArgumentException("a kept signing key cannot be read");
    }
    throw new IllegalArgumentException("a kept signing key has no private part, or no id");
  }

  private static SigningKey of(RsaJsonWebKey jwk) {
    return new SigningKey(
        jwk.getKeyId(),
        Algorithm.RS256,
        jwk.getPrivateKey(),
        jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
  }

  /**
   * Takes a key that somebody else made and that this issuer does not publish.
   *
   * @param alg the {@code alg} of its tokens: RS, PS or ES with 256, 384 or 512, {@code EdDSA}, or
   *     HS with 256, 384 or 512
   * @param material for HS the secret as UTF-8 text, at least as long as the digest (RFC 7518,
   *     section 3.2); else a PKCS#8 private key in PEM form (RFC 7468, section 10)
   * @return the key, without id
   * @throws IllegalArgumentException when it cannot be used; the message says why, and not what it
   *     is
   */
  public static SigningKey custom(String alg, String material) {
    Algorithm algorithm =
        Algorithm.named(alg)
            .orElseThrow(
                () -> new IllegalArgumentException(LogText.quote(alg) + " is not an algorithm"));
    return new SigningKey(null, algorithm, PrivateKeys.read(algorithm, material), Map.of());
  }

  /**
   * The key's id: its RFC 7638 thumbprint, base64url of SHA-256; null for a key that is not
   * published.
   */
  public @Nullable String kid() {
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

  /**
   * The whole key as a JWK, for {@link PasswordSealing} and nobody else.
   *
   * @throws IllegalStateException when this is a key of somebody else's, which is kept elsewhere
   */
  public Map<String, Object> privateJwk() {
    if (signingPart instanceof RSAPrivateKey rsa && kid != null) {
      try {
        RsaJsonWebKey jwk = new RsaJsonWebKey(publicJwk);
        jwk.setPrivateKey(rsa);
        return jwk.toParams(OutputControlLevel.INCLUDE_PRIVATE);
      } catch (JoseException e) {
        throw new IllegalStateException("Cannot write " + this, e);
      }
    }
    throw new IllegalStateException("Not a key that this issuer generated: " + this);
  }

  Key signingPart() {
    return signingPart;
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm.headerName() + (kid == null ? "" : " " + kid) + "]";
  }
}
