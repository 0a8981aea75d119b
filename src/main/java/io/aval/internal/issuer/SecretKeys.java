package io.aval.internal.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The secret keys with which servers call, known only by their SHA-256. A key is random and long,
 * so that a slow hash would protect nothing. Immutable.
 */
final class SecretKeys {
  private final List<String> hashes;

  /**
   * Takes hashes.
   *
   * @param hashes SHA-256 of each key in hexadecimal, lower case
   */
  SecretKeys(List<String> hashes) {
    this.hashes = List.copyOf(hashes);
  }

  boolean isEmpty() {
    return hashes.isEmpty();
  }

  /**
   * Finds the key among the known ones. Compares with every one, each in constant time, so that the
   * time says nothing of how near a guess came, nor to which key.
   *
   * @return the key's hash, which names it
   */
  Optional<String> find(String key) {
    byte[] hash = sha256(key);
    boolean found = false;
    for (String known : hashes) {
      found |= MessageDigest.isEqual(hash, HexFormat.of().parseHex(known));
    }
    return found ? Optional.of(HexFormat.of().formatHex(hash)) : Optional.empty();
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
    }
  }
}
