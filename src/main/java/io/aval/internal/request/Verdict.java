package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call's token: there was none, it was verified, or it was refused. Immutable.
 *
 * <p>One verdict is found per call and travels with the request from door to door.
 */
public final class Verdict {
  private static final Verdict ANONYMOUS = new Verdict(null, null, null);

  private final @Nullable UserIdentity identity;
  private final @Nullable IdentityException refusal;

  /** Lives as long as the request, and shows in no text, no property and no serialized form. */
  private final @Nullable String token;

  private Verdict(
      @Nullable UserIdentity identity,
      @Nullable IdentityException refusal,
      @Nullable String token) {
    this.identity = identity;
    this.refusal = refusal;
    this.token = token;
  }

  /** The verdict on a call without a token. */
  static Verdict anonymous() {
    return ANONYMOUS;
  }

  /** The verdict on a call whose token was verified. */
  static Verdict verified(UserIdentity identity) {
    return new Verdict(identity, null, null);
  }

  /** The same, with the token itself, for an application that passes it on. */
  static Verdict verified(UserIdentity identity, String token) {
    return new Verdict(identity, null, token);
  }

  /** The verdict on a call whose token was turned away. */
  static Verdict refused(IdentityException refusal) {
    return new Verdict(null, refusal, null);
  }

  /**
   * The identity behind the call.
   *
   * @return the verified identity, or empty when there was no token
   * @throws IdentityException when the token was refused
   */
  public Optional<UserIdentity> identity() {
    if (refusal != null) {
      throw refusal;
    }
    return Optional.ofNullable(identity);
  }

  /** The refusal, when the token was turned away. */
  public Optional<IdentityException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** The verified token itself; empty where there was none, or where only its identity is known. */
  public Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /** The verified identity, empty also when the token was refused: for asking without throwing. */
  public Optional<UserIdentity> verified() {
    return Optional.ofNullable(identity);
  }
}
