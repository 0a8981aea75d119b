package io.aval.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The names of signature algorithms (RFC 7518, section 3.1; RFC 8037) and what a secret must have.
 */
final class Algorithms {
  private static final List<String> KNOWN =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "HS256", "HS384", "HS512");

  private Algorithms() {}

  /** Reads the name of one algorithm; {@code Ed25519} (RFC 9864) is the same as {@code EdDSA}. */
  static String canonical(String name) throws BadValue {
    if (name.equals("Ed25519")) {
      return "EdDSA";
    }
    if (name.equalsIgnoreCase("none")) {
      throw new BadValue(
          "the algorithm \"none\" is never accepted: a token without a signature proves nothing");
    }
    if (!KNOWN.contains(name)) {
      throw new BadValue(
          Faults.quote(name)
              + " is not an algorithm that is known here"
              + NearestKey.hint(name, KNOWN));
    }
    return name;
  }

  static boolean isShared(String algorithm) {
    return algorithm.startsWith("HS");
  }

  /** Refuses a secret that is shorter than the hash of an algorithm (RFC 7518, section 3.2). */
  static void checkLength(Secret secret, Set<String> algorithms) throws BadValue {
    int bytes = secret.reveal().getBytes(StandardCharsets.UTF_8).length;
    for (String algorithm : algorithms) {
      int needed = isShared(algorithm) ? Integer.parseInt(algorithm.substring(2)) / 8 : 0;
      if (bytes < needed) {
        throw new BadValue(
            "the secret has "
                + bytes
                + " bytes, and "
                + algorithm
                + " needs at least "
                + needed
                + " random ones");
      }
    }
  }
}
