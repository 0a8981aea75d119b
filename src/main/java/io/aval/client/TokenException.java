package io.aval.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Why there is no token although there should be one. Its message never has a token in it. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String error;
  private final @Nullable Duration retryAfter;

  /**
   * A failure that trying again will not mend.
   *
   * @param message what went wrong, without any token or secret in it
   */
  public TokenException(String message) {
    this(message, null, 0, null, null);
  }

  private TokenException(
      String message,
      @Nullable Throwable cause,
      int status,
      @Nullable String error,
      @Nullable Duration retryAfter) {
    super(message, cause);
    this.status = status;
    this.error = error;
    this.retryAfter = retryAfter;
  }

  static TokenException refused(String message, int status, @Nullable String error) {
    return new TokenException(message, null, status, error, null);
  }

  static TokenException unavailable(Throwable cause, Duration retryAfter) {
    // What an application's own function says may have anything in it.
    boolean ours = cause instanceof ServerTrouble;
    String why = ours ? String.valueOf(cause.getMessage()) : cause.getClass().getSimpleName();
    int status = cause instanceof ServerTrouble trouble ? trouble.status() : 0;
    return new TokenException(
        "No token can be had at the moment: " + why, cause, status, null, retryAfter);
  }

  static TokenException tooSlow(Duration patience) {
    return new TokenException("No token was had within " + patience);
  }

  /**
   * The status with which the issuer answered.
   *
   * @return the HTTP status; empty when there was no answer
   */
  public OptionalInt getStatus() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /**
   * The issuer's own word for what is wrong.
   *
   * @return {@code invalid_grant} and the like (RFC 6749, section 5.2), or a code of the issuer's
   */
  public Optional<String> getError() {
    return Optional.ofNullable(error);
  }

  /**
   * When it is tried again; until then every request for this token fails at once.
   *
   * @return how long from now; empty when trying again will not help
   */
  public Optional<Duration> getRetryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
