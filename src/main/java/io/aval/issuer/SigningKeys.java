package io.aval.issuer;

import io.aval.internal.jose.SigningKey;
import io.aval.internal.jose.TokenSigner;
import java.util.List;
import java.util.Map;

/**
 * The keys of an issuer: the one that signs, and what is published of it.
 *
 * <p>Safe for many threads. Private parts never leave by any method, message or text.
 */
public final class SigningKeys {
  private final SigningKey current;

  private SigningKeys(SigningKey current) {
    this.current = current;
  }

  /**
   * Generates an RSA key of 2048 bits for {@code RS256} that lives as long as this object: after a
   * restart the issuer has another key, and verifiers fetch it when they meet its id.
   *
   * @return new keys
   */
  public static SigningKeys inMemory() {
    return new SigningKeys(SigningKey.generate());
  }

  /**
   * Returns the public keys as a JWK set (RFC 7517, section 5).
   *
   * @return the set's JSON as maps, lists and text; unmodifiable
   */
  public Map<String, Object> jwks() {
    return Map.of("keys", List.of(current.publicJwk()));
  }

  TokenSigner signer() {
    return new TokenSigner(current);
  }
}
