package io.aval.internal.jose;

import java.security.Key;
import org.jspecify.annotations.Nullable;

/**
 * One key that may verify signatures. Already checked for strength and shape when it is made.
 *
 * @param kid the key's id within its provider, if it has one
 * @param key a {@link java.security.PublicKey}, or a secret key for HMAC
 * @param algorithm the one algorithm that the key set allows with this key ({@code alg}), if it
 *     says so
 * @param issuer the one issuer whose tokens the key set allows with this key ({@code issuer}, a
 *     member of Entra ID's own), if it says so; with <code>{tenantid}</code>, any tenant's
 */
record VerificationKey(
    @Nullable String kid, Key key, @Nullable Algorithm algorithm, @Nullable String issuer) {
  private static final String ANY_TENANT = "{tenantid}";

  /** Makes a key of which is known what it is, and nothing else. */
  static VerificationKey bare(Key key) {
    return new VerificationKey(null, key, null, null);
  }

  /** Whether the key is for an issuer's tokens, as far as it says. */
  boolean serves(String tokenIssuer) {
    return issuer == null || issuer.contains(ANY_TENANT) || IssuerName.same(issuer, tokenIssuer);
  }
}
