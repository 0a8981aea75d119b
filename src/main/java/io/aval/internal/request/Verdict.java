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
  private static final Verdict ANONYMOUS = new Verdict(null, null, null, true);
  private static final Verdict NOBODY_ON_SOCKET = new Verdict(null, null, null, false);

  private final @Nullable UserIdentity identity;
  private final @Nullable IdentityException refusal;
  private final boolean ofRequest;

  /** Lives as long as the request, and shows in no text, no property and no serialized form. */
  private final @Nullable String token;

  private Verdict(
      @Nullable UserIdentity identity,
      @Nullable IdentityException refusal,
      @Nullable String token,
      boolean ofRequest) {
    this.identity = identity;
    this.refusal = refusal;
    this.token = token;
    this.ofRequest = ofRequest;
  }

  /** The verdict on a call without a token. */
  static Verdict anonymous() {
    return ANONYMOUS;
  }

  /** The verdict on a call whose token was verified. */
  static Verdict verified(UserIdentity identity) {
    return new Verdict(identity, null, null, true);
  }

  /** The same, with the token itself, for an application that passes it on. */
  static Verdict verified(UserIdentity identity, String token) {
    return new Verdict(identity, null, token, true);
  }

  /** The verdict on a call whose token was turned away. */
  static Verdict refused(IdentityException refusal) {
    return new Verdict(null, refusal, null, true);
  }

  /**
   * The same where another application has passed the request on: whom the container knows is that
   * application's caller.
   */
  Verdict withoutContainer() {
    return new Verdict(identity, refusal, token, false);
  }

  /**
   * The verdict on a moment of a conversation, which is no request of the container's: whom the
   * container knows on that thread may be somebody else, who happened to close the connection.
   *
   * @param identity who speaks, or nobody
   */
  public static Verdict ofConversation(Optional<UserIdentity> identity) {
    return identity.map(user -> new Verdict(user, null, null, false)).orElse(NOBODY_ON_SOCKET);
  }

  /** Whether the container may know the caller, too. */
  boolean isOfRequest() {
    return ofRequest;
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
