package io.aval;

import jakarta.ejb.ApplicationException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token or a caller was turned away, for exactly one {@link Reason}.
 *
 * <p>Thrown inside a request, it becomes the response of section 3 of RFC 6750 whichever door the
 * request came through. The {@linkplain #getMessage() message} is the reason's fixed sentence; the
 * {@linkplain #getExplanation() explanation} is for the operator's log and never reaches the
 * caller. Neither ever holds the token. Refusals are an ordinary event and may come in floods, so
 * the exception has no stack trace. Immutable.
 */
@ApplicationException(rollback = true) // else an enterprise bean would wrap it
public final class IdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the call was turned away. */
  private final Reason reason;

  /** What exactly was wrong, for the log, where somebody knew more than the reason. */
  private final @Nullable String explanation;

  /** How long to wait, where waiting helps. */
  private final @Nullable Duration retryAfter;

  /** What the endpoint asked for and the token did not have. */
  private final Demand demand;

  private IdentityException(
      Reason reason, @Nullable String explanation, @Nullable Duration retryAfter, Demand demand) {
    super(reason.getDetail(), null, false, false);
    this.reason = reason;
    this.explanation = explanation;
    this.retryAfter = retryAfter;
    this.demand = demand;
  }

  /**
   * Creates a refusal.
   *
   * @param reason why
   */
  public IdentityException(Reason reason) {
    this(reason, null, null, Demand.NONE);
  }

  /**
   * Creates a refusal with a sentence for the operator.
   *
   * @param reason why
   * @param explanation what exactly was wrong, for the log; the caller never sees it. What comes
   *     from a token must be escaped and cut before it is put in here, and must never be the token
   */
  public IdentityException(Reason reason, String explanation) {
    this(reason, explanation, null, Demand.NONE);
  }

  /**
   * Creates the refusal for keys that cannot be had right now.
   *
   * @param retryAfter when the next attempt is allowed; becomes {@code Retry-After} in whole
   *     seconds, at least one
   * @param explanation what went wrong, for the log
   * @return a refusal for {@link Reason#KEYS_UNAVAILABLE}
   */
  public static IdentityException keysUnavailable(Duration retryAfter, String explanation) {
    return new IdentityException(Reason.KEYS_UNAVAILABLE, explanation, retryAfter, Demand.NONE);
  }

  /**
   * Creates the refusal for a token without the scopes that an endpoint asks for.
   *
   * @param scopes the scopes that the endpoint asks for, named in the challenge (RFC 6750, section
   *     3)
   * @return a refusal for {@link Reason#INSUFFICIENT_SCOPE}
   */
  public static IdentityException insufficientScope(List<String> scopes) {
    return new IdentityException(
        Reason.INSUFFICIENT_SCOPE, null, null, new Demand(scopes, List.of(), -1));
  }

  /**
   * Creates the refusal for an authentication that is too weak or too old (RFC 9470, section 3).
   *
   * @param acrValues acceptable authentication context classes, named in the challenge; may be
   *     empty
   * @param maxAge greatest age of the authentication in seconds, or −1 for none
   * @return a refusal for {@link Reason#STEP_UP_REQUIRED}
   */
  public static IdentityException stepUpRequired(List<String> acrValues, int maxAge) {
    return new IdentityException(
        Reason.STEP_UP_REQUIRED, null, null, new Demand(List.of(), acrValues, maxAge));
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
    return demand.scopes();
  }

  /**
   * Returns the authentication context classes that the endpoint accepts (RFC 9470).
   *
   * @return the values; empty unless the reason is {@link Reason#STEP_UP_REQUIRED}
   */
  public List<String> getAcrValues() {
    return demand.acrValues();
  }

  /**
   * Returns the greatest accepted age of the authentication (RFC 9470).
   *
   * @return seconds, or −1 when the endpoint names none
   */
  public int getMaxAge() {
    return demand.maxAge();
  }

  /** What an endpoint asks for beyond a valid token. */
  private record Demand(List<String> scopes, List<String> acrValues, int maxAge)
      implements Serializable {
    static final Demand NONE = new Demand(List.of(), List.of(), -1);

    Demand {
      scopes = List.copyOf(scopes);
      acrValues = List.copyOf(acrValues);
    }
  }
}
