package io.aval.internal.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets of 256 bits, and the digests under which they are remembered. */
final class Secrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new one: 43 characters of base64url. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256 in hexadecimal: a comparison of these says nothing about the secret by its time. */
  static String digest(String secret) {
    return digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of any bytes. */
  static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
    }
  }
}
