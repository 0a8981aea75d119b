package io.aval.internal.jose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.keys.EllipticCurves;

/**
 * Reads the keys with which somebody wants tokens to be signed. No message quotes what was read, or
 * says why the JDK could not read it: that might.
 */
final class PrivateKeys {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final int SMALLEST_RSA = 2048;

  private PrivateKeys() {}

  static Key read(Algorithm algorithm, String material) {
    return switch (algorithm.family()) {
      case HMAC -> secret(algorithm, material);
      case RSA, RSA_PSS -> rsa(material);
      case EC -> elliptic(algorithm, material);
      case EDDSA -> pem("Ed25519", material);
    };
  }

  private static Key secret(Algorithm algorithm, String material) {
    byte[] secret = material.getBytes(StandardCharsets.UTF_8);
    int least = Integer.parseInt(algorithm.headerName().substring(2)) / Byte.SIZE;
    if (secret.length < least) {
      throw new IllegalArgumentException(
          algorithm.headerName() + " needs a secret of at least " + least + " bytes");
    }
    return new SecretKeySpec(secret, algorithm.jcaName());
  }

  private static Key rsa(String material) {
    PrivateKey key = pem("RSA", material);
    if (((RSAKey) key).getModulus().bitLength() < SMALLEST_RSA) {
      throw new IllegalArgumentException("an RSA key needs at least 2048 bits");
    }
    return key;
  }

  private static Key elliptic(Algorithm algorithm, String material) {
    PrivateKey key = pem("EC", material);
    String curve = EllipticCurves.getName(((ECPrivateKey) key).getParams().getCurve());
    if (!String.valueOf(algorithm.curve()).equals(curve)) {
      throw new IllegalArgumentException(
          algorithm.headerName() + " needs a key on the curve " + algorithm.curve());
    }
    return key;
  }

  private static PrivateKey pem(String type, String material) {
    Matcher block = PKCS8.matcher(material);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "the key must be PEM with BEGIN PRIVATE KEY (PKCS#8); openssl pkcs8 -topk8 -nocrypt makes"
              + " that of other forms");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(1));
      return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("the PEM block does not hold a private key for " + type);
    }
  }
}
