package io.aval;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token or a caller was turned away, for exactly one {@link Reason}.
 *
 * <p>Thrown inside a request, it becomes the response of section 3 of RFC 6750 whichever door the
 * request came through. The {@linkplain #getMessage() message} is the reason's fixed sentence; the
 * {@linkplain #getExplanation() explanation} is for the operator's log and never reaches the caller.
 * Neither ever holds the token. Refusals are an ordinary event and may come in floods, so the
 * exception has no stack trace. Immutable.
 */
public final class IdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable String explanation;
  private final @Nullable Duration retryAfter;
  private final List<String> scopes;
  private final List<String> acrValues;
  private final int maxAge;

  private IdentityException(
      Reason reason,
      @Nullable String explanation,
      @Nullable Duration retryAfter,
      List<String> scopes,
      List<String> acrValues,
      int maxAge) {
    super(reason.getDetail(), null, false, false);
    this.reason = reason;
    this.explanation = explanation;
    this.retryAfter = retryAfter;
    this.scopes = List.copyOf(scopes);
    this.acrValues = List.copyOf(acrValues);
    this.maxAge = maxAge;
  }

  /**
   * Creates a refusal.
   *
   * @param reason why
   */
  public IdentityException(Reason reason) {
    this(reason, null, null, List.of(), List.of(), -1);
  }

  /**
   * Creates a refusal with a sentence for the operator.
   *
   * @param reason why
   * @param explanation what exactly was wrong, for the log; the caller never sees it. What comes from
   *     a token must be escaped and cut before it is put in here, and must never be the token
   */
  public IdentityException(Reason reason, String explanation) {
    this(reason, explanation, null, List.of(), List.of(), -1);
  }

  /**
   * Creates the refusal for keys that cannot be had right now.
   *
   * @param retryAfter when the next attempt is allowed; becomes {@code Retry-After} in whole seconds,
   *     at least one
   * @param explanation what went wrong, for the log
   * @return a refusal for {@link Reason#KEYS_UNAVAILABLE}
   */
  public static IdentityException keysUnavailable(Duration retryAfter, String explanation) {
    return new IdentityException(
        Reason.KEYS_UNAVAILABLE, explanation, retryAfter, List.of(), List.of(), -1);
  }

  /**
   * Creates the refusal for a token without the scopes that an endpoint asks for.
   *
   * @param scopes the scopes that the endpoint asks for, named in the challenge (RFC 6750, section 3)
   * @return a refusal for {@link Reason#INSUFFICIENT_SCOPE}
   */
  public static IdentityException insufficientScope(List<String> scopes) {
    return new IdentityException(
        Reason.INSUFFICIENT_SCOPE, null, null, scopes, List.of(), -1);
  }

  /**
   * Creates the refusal for an authentication that is too weak or too old (RFC 9470, section 3).
   *
   * @param acrValues acceptable authentication context classes, named in the challenge; may be empty
   * @param maxAge greatest age of the authentication in seconds, or −1 for none
   * @return a refusal for {@link Reason#STEP_UP_REQUIRED}
   */
  public static IdentityException stepUpRequired(List<String> acrValues, int maxAge) {
    return new IdentityException(Reason.STEP_UP_REQUIRED, null, null, List.of(), acrValues, maxAge);
  }

  /**
   * Returns why the call was turned away.
   *
   * @return the reason
   */
  public Reason getReason() {
    return reason;
  }

  /**
   * Returns what exactly was wrong, for the operator.
   *
   * @return a sentence, or empty; never shown to the caller
   */
  public Optional<String> getExplanation() {
    return Optional.ofNullable(explanation);
  }

  /**
   * Returns how long a caller should wait before trying again.
   *
   * @return the wait, present only with {@link Reason#KEYS_UNAVAILABLE}
   */
  public Optional<Duration> getRetryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Returns the scopes that the endpoint asks for.
   *
   * @return the scopes; empty unless the reason is {@link Reason#INSUFFICIENT_SCOPE}
   */
  public List<String> getScopes() {
    return scopes;
  }

  /**
   * Returns the authentication context classes that the endpoint accepts (RFC 9470).
   *
   * @return the values; empty unless the reason is {@link Reason#STEP_UP_REQUIRED}
   */
  public List<String> getAcrValues() {
    return acrValues;
  }

  /**
   * Returns the greatest accepted age of the authentication (RFC 9470).
   *
   * @return seconds, or −1 when the endpoint names none
   */
  public int getMaxAge() {
    return maxAge;
  }
}
