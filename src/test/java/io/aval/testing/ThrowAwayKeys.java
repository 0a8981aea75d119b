package io.aval.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** RSA keys made beforehand, each given out once; new ones are made when they run out. */
final class ThrowAwayKeys {
  private static final String FILE = "/keys/throw-away-rsa.txt";
  private static final List<String> KEYS = read();
  private static final AtomicInteger GIVEN = new AtomicInteger();

  private ThrowAwayKeys() {}

  /** A key of 2048 bits that nobody else has in this virtual machine. */
  static KeyPair next() throws GeneralSecurityException {
    int number = GIVEN.getAndIncrement();
    return number < KEYS.size() ? decode(KEYS.get(number)) : generate();
  }

  private static KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    return rsa.generateKeyPair();
  }

  private static KeyPair decode(String line) throws GeneralSecurityException {
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    byte[] encoded = Base64.getDecoder().decode(line);
    RSAPrivateCrtKey secret =
        (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    RSAPublicKeySpec half = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
    return new KeyPair(rsa.generatePublic(half), secret);
  }

  private static List<String> read() {
    try (InputStream file = ThrowAwayKeys.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
