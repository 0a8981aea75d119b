package io.aval.issuer;

import io.aval.internal.jose.SigningKey;
import io.aval.internal.jose.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A template's own signing key, in place of the issuer's: for a service that was given a key or
 * shares a secret, such as Supabase. The issuer does not publish it, and tokens signed by it name
 * no {@code kid}. Immutable; the key itself leaves by no method but {@link #material}, and by no
 * text.
 */
public final class TemplateKey {
  private final String algorithm;
  private final String material;
  private final SigningKey key;

  private TemplateKey(String algorithm, String material, SigningKey key) {
    this.algorithm = algorithm;
    this.material = material;
    this.key = key;
  }

  /**
   * Checks a key.
   *
   * @param algorithm the {@code alg} of the tokens (RFC 7518, section 3.1; RFC 8037): {@code
   *     RS256}, {@code RS384}, {@code RS512}, {@code PS256}, {@code PS384}, {@code PS512}, {@code
   *     ES256}, {@code ES384}, {@code ES512}, {@code EdDSA}, {@code HS256}, {@code HS384} or {@code
   *     HS512}
   * @param material for HS the secret as text, at least as long as the digest (32 bytes for {@code
   *     HS256}); else a PKCS#8 private key as PEM: RSA of at least 2048 bits, EC on the algorithm's
   *     curve, Ed25519
   * @return the key
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} when it cannot be used;
   *     the message never quotes it
   */
  public static TemplateKey of(String algorithm, String material) {
    try {
      return new TemplateKey(algorithm, material, SigningKey.custom(algorithm, material));
    } catch (IllegalArgumentException unusable) {
      throw new IssuerException(
          IssuerException.Code.INVALID_VALUE,
          "signing_key: " + unusable.getMessage() + ".",
          IssuerException.Place.of("signing_key"));
    }
  }

  /**
   * Returns the algorithm.
   *
   * @return the {@code alg} of the tokens
   */
  public String algorithm() {
    return algorithm;
  }

  /** The key as it was given, for the store that must keep it. */
  String material() {
    return material;
  }

  TokenSigner signer() {
    return new TokenSigner(key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TemplateKey that
        && algorithm.equals(that.algorithm)
        && MessageDigest.isEqual(bytes(), that.bytes());
  }

  private byte[] bytes() {
    return material.getBytes(StandardCharsets.UTF_8);
  }

  /** Of the algorithm alone: a hash of a secret says something about it. */
  @Override
  public int hashCode() {
    return algorithm.hashCode();
  }

  /** The algorithm, and nothing of the key. */
  @Override
  public String toString() {
    return "TemplateKey[" + algorithm + "]";
  }
}
