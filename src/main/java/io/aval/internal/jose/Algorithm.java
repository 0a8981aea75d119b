package io.aval.internal.jose;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that Aval verifies (RFC 7518, section 3.1; RFC 8037; RFC 9864). {@code
 * none} is not among them and cannot be.
 */
public enum Algorithm {
  RS256("RS256", Family.RSA, "SHA256withRSA", null),
  RS384("RS384", Family.RSA, "SHA384withRSA", null),
  RS512("RS512", Family.RSA, "SHA512withRSA", null),
  PS256("PS256", Family.RSA_PSS, "SHA-256", null),
  PS384("PS384", Family.RSA_PSS, "SHA-384", null),
  PS512("PS512", Family.RSA_PSS, "SHA-512", null),
  ES256("ES256", Family.EC, "SHA256withECDSAinP1363Format", "P-256"),
  ES384("ES384", Family.EC, "SHA384withECDSAinP1363Format", "P-384"),
  ES512("ES512", Family.EC, "SHA512withECDSAinP1363Format", "P-521"),
  /** Named {@code EdDSA} or {@code Ed25519}; both are this one. */
  ED25519("EdDSA", Family.EDDSA, "Ed25519", "Ed25519"),
  HS256("HS256", Family.HMAC, "HmacSHA256", null),
  HS384("HS384", Family.HMAC, "HmacSHA384", null),
  HS512("HS512", Family.HMAC, "HmacSHA512", null);

  /** The kind of key an algorithm takes. */
  enum Family {
    RSA,
    RSA_PSS,
    EC,
    EDDSA,
    HMAC
  }

  private static final Map<String, Algorithm> BY_NAME = byName();

  private final String headerName;
  private final Family family;
  private final String jcaName;
  private final @Nullable String curve;

  Algorithm(String headerName, Family family, String jcaName, @Nullable String curve) {
    this.headerName = headerName;
    this.family = family;
    this.jcaName = jcaName;
    this.curve = curve;
  }

  /** The {@code alg} value that names this algorithm. */
  public String headerName() {
    return headerName;
  }

  Family family() {
    return family;
  }

  /** The JCA signature or MAC name; for RSASSA-PSS the digest's name. */
  String jcaName() {
    return jcaName;
  }

  @Nullable String curve() {
    return curve;
  }

  private static Map<String, Algorithm> byName() {
    Map<String, Algorithm> named = new HashMap<>();
    for (Algorithm algorithm : values()) {
      named.put(algorithm.headerName, algorithm);
    }
    named.put("Ed25519", ED25519);
    return Map.copyOf(named);
  }

  /** Finds the algorithm of an {@code alg} value; the comparison is exact. */
  public static Optional<Algorithm> named(String alg) {
    return Optional.ofNullable(BY_NAME.get(alg));
  }
}
