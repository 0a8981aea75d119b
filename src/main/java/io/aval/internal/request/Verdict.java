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
  private static final Verdict ANONYMOUS = new Verdict(null, null);

  private final @Nullable UserIdentity identity;
  private final @Nullable IdentityException refusal;

  private Verdict(@Nullable UserIdentity identity, @Nullable IdentityException refusal) {
    this.identity = identity;
    this.refusal = refusal;
  }

  /** The verdict on a call without a token. */
  static Verdict anonymous() {
    return ANONYMOUS;
  }

  /** The verdict on a call whose token was verified. */
  static Verdict verified(UserIdentity identity) {
    return new Verdict(identity, null);
  }

  /** The verdict on a call whose token was turned away. */
  static Verdict refused(IdentityException refusal) {
    return new Verdict(null, refusal);
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

  /** The verified identity, empty also when the token was refused: for asking without throwing. */
  public Optional<UserIdentity> verified() {
    return Optional.ofNullable(identity);
  }
}
