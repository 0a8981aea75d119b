package io.aval.internal.jose;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;

/**
 * What a key must be like before anything is verified with it, and what it then may verify. The
 * answer depends on the key alone: a token's {@code alg} only picks from it, so that no token ever
 * chooses how its key is used (RFC 8725, sections 3.1 and 3.2).
 */
final class KeyRules {
  private static final int SMALLEST_RSA = 2048;
  private static final int LARGEST_RSA = 16_384;
  private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(3);

  private KeyRules() {}

  /**
   * Says what is wrong with a key.
   *
   * @return what is wrong, fit for a log; empty when it may be used
   */
  static Optional<String> fault(Key key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsaFault(rsa);
    }
    if (key instanceof ECPublicKey ec) {
      return ecFault(ec);
    }
    return key instanceof SecretKey || isEd25519(key)
        ? Optional.empty()
        : Optional.of("no signature algorithm uses keys of type " + key.getAlgorithm());
  }

  /**
   * Finds what a key may verify.
   *
   * @return all algorithms that fit the key's type, size and curve; empty for a faulty key
   */
  static Set<Algorithm> algorithms(Key key) {
    Set<Algorithm> fitting = EnumSet.noneOf(Algorithm.class);
    if (fault(key).isEmpty()) {
      for (Algorithm algorithm : Algorithm.values()) {
        if (fits(key, algorithm)) {
          fitting.add(algorithm);
        }
      }
    }
    return fitting;
  }

  private static boolean fits(Key key, Algorithm algorithm) {
    return switch (algorithm.family()) {
      case RSA, RSA_PSS -> key instanceof RSAPublicKey;
      case EC -> key instanceof ECPublicKey ec && curve(ec).equals(algorithm.curve());
      case EDDSA -> isEd25519(key);
      case HMAC -> key instanceof SecretKey secret && bits(secret) >= digestBits(algorithm);
    };
  }

  private static Optional<String> rsaFault(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < SMALLEST_RSA) {
      return Optional.of("an RSA key needs 2048 bits and has " + bits);
    }
    if (bits > LARGEST_RSA) {
      return Optional.of("an RSA key may have 16384 bits and has " + bits);
    }
    BigInteger exponent = key.getPublicExponent();
    return exponent.compareTo(SMALLEST_EXPONENT) < 0 || !exponent.testBit(0)
        ? Optional.of("the public exponent of an RSA key must be odd and at least 3")
        : Optional.empty();
  }

  private static Optional<String> ecFault(ECPublicKey key) {
    if (curve(key).isEmpty()) {
      return Optional.of("only the curves P-256, P-384 and P-521 are used");
    }
    return onCurve(key.getW(), key.getParams().getCurve())
        ? Optional.empty()
        : Optional.of("the point of an EC key is not on its curve");
  }

  private static String curve(ECPublicKey key) {
    @Nullable String name = EllipticCurves.getName(key.getParams().getCurve());
    return name != null && !name.equals(EllipticCurves.SECP_256K1) ? name : "";
  }

  private static boolean onCurve(ECPoint point, EllipticCurve curve) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return point.getAffineY().pow(2).mod(p).equals(right);
  }

  private static boolean isEd25519(Key key) {
    return key instanceof EdECPublicKey edwards && "Ed25519".equals(edwards.getParams().getName());
  }

  private static int bits(SecretKey key) {
    return key.getEncoded().length * Byte.SIZE;
  }

  /** RFC 7518, section 3.2: a key of at least the digest's size. */
  private static int digestBits(Algorithm algorithm) {
    return Integer.parseInt(algorithm.headerName().substring(2));
  }
}
