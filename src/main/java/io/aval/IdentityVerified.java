package io.aval;

/**
 * CDI event, fired once per call whose token was verified.
 *
 * <p>Observed synchronously with {@code @Observes}, on the thread of the call and before the
 * endpoint runs; an observer that throws makes the call fail.
 *
 * @param identity the caller, an immutable value that may be kept
 */
public record IdentityVerified(UserIdentity identity) {}
