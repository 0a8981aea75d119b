package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Checks signatures by the JDK's own cryptography, in the order of its providers, so that a faster
 * one that is installed is used. A new {@link Signature} each time: one kept per thread would keep
 * an undeployed application's classes alive.
 */
final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * Checks the signature of a token.
   *
   * @throws IdentityException with {@link Reason#BAD_SIGNATURE}, or {@link
   *     Reason#ALGORITHM_NOT_ALLOWED} where this JVM lacks the algorithm
   */
  static void check(TokenParts token, Algorithm algorithm, Key key) {
    boolean good;
    try {
      good =
          switch (algorithm.family()) {
            case RSA, EDDSA -> verifies(Signature.getInstance(algorithm.jcaName()), key, token);
            case RSA_PSS -> verifies(pss(algorithm.jcaName()), key, token);
            case EC ->
                isInRange(token.signature(), (ECPublicKey) key)
                    && verifies(Signature.getInstance(algorithm.jcaName()), key, token);
            case HMAC -> matches(Mac.getInstance(algorithm.jcaName()), key, token);
          };
    } catch (NoSuchAlgorithmException | InvalidKeyException unusable) {
      throw new IdentityException(
          Reason.ALGORITHM_NOT_ALLOWED, "this Java runtime cannot verify " + algorithm);
    } catch (GeneralSecurityException broken) {
      good = false; // a signature of the wrong length is an exception with some providers
    }
    if (!good) {
      throw new IdentityException(Reason.BAD_SIGNATURE);
    }
  }

  private static boolean verifies(Signature signature, Key key, TokenParts token)
      throws GeneralSecurityException {
    signature.initVerify((PublicKey) key);
    signature.update(token.token(), 0, token.signedLength());
    return signature.verify(token.signature());
  }

  /** RFC 7518, section 3.5: the salt is as long as the digest. */
  private static Signature pss(String digest) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    int salt = MessageDigest.getInstance(digest).getDigestLength();
    signature.setParameter(
        new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
    return signature;
  }

  /**
   * RFC 7518, section 3.4: two numbers of the curve's length, each from 1 to the order minus 1.
   * Java 15 to 18 took a pair of zeros for everybody's signature (CVE-2022-21449).
   */
  private static boolean isInRange(byte[] signature, ECPublicKey key) {
    BigInteger order = key.getParams().getOrder();
    int half = (order.bitLength() + 7) / 8;
    return signature.length == 2 * half
        && isInRange(Arrays.copyOf(signature, half), order)
        && isInRange(Arrays.copyOfRange(signature, half, 2 * half), order);
  }

  private static boolean isInRange(byte[] number, BigInteger order) {
    BigInteger value = new BigInteger(1, number);
    return value.signum() > 0 && value.compareTo(order) < 0;
  }

  private static boolean matches(Mac mac, Key secret, TokenParts token)
      throws GeneralSecurityException {
    mac.init(secret);
    mac.update(token.token(), 0, token.signedLength());
    return MessageDigest.isEqual(mac.doFinal(), token.signature());
  }
}
