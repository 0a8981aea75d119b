package io.aval.interop;

import java.security.PublicKey;
import java.util.Optional;
import javax.crypto.SecretKey;

/** A verifier of tokens, set up as its own documentation says. */
interface Verifier {
  /**
   * Verifies by the keys that the issuer publishes, found in the way that the verifier has.
   *
   * @return the subject
   * @throws Exception when the token is refused
   */
  String byPublishedKeys(IssuingApplication issuer, Optional<String> audience, String token)
      throws Exception;

  /**
   * Verifies by a public key in hand.
   *
   * @return the subject
   * @throws Exception when the token is refused
   */
  String byKey(String issuer, String algorithm, PublicKey key, String token) throws Exception;

  /**
   * Verifies by a shared secret, for HS256.
   *
   * @return the subject
   * @throws Exception when the token is refused
   */
  String bySecret(String issuer, SecretKey secret, String token) throws Exception;
}
