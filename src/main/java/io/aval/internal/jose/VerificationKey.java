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
 */
record VerificationKey(@Nullable String kid, Key key, @Nullable Algorithm algorithm) {}
