package io.aval.internal.websocket;

import io.aval.UserIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a conversation at one moment. Immutable; replaced whole.
 *
 * @param identity who speaks; stays known after the end, for {@code @OnClose}
 * @param first the identity whose issuer and subject the conversation is bound to, for good
 * @param version counts the identities
 * @param deadline the first millisecond since 1970 at which it must end, unless something happens
 * @param opened whether the application knows of it
 * @param ended whether it is over, as far as Aval is concerned
 */
record Moment(
    @Nullable UserIdentity identity,
    @Nullable Subject first,
    int version,
    long deadline,
    boolean opened,
    boolean ended) {

  /** A deadline that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /**
   * The one whom a conversation is bound to.
   *
   * @param issuer the token's {@code iss}
   * @param subject the token's {@code sub}
   */
  record Subject(String issuer, String subject) {
    static Subject of(UserIdentity identity) {
      return new Subject(identity.getIssuer(), identity.getSubject());
    }
  }

  static Moment nobody(long deadline) {
    return new Moment(null, null, 0, deadline, false, false);
  }

  static Moment of(UserIdentity identity, long deadline) {
    return new Moment(identity, Subject.of(identity), 0, deadline, false, false);
  }

  Optional<UserIdentity> speaker() {
    return Optional.ofNullable(identity);
  }

  /** Whether this conversation may go on with that identity. */
  boolean isBoundTo(UserIdentity other) {
    return first == null || first.equals(Subject.of(other));
  }

  Moment with(UserIdentity next, long until) {
    Subject bound = first == null ? Subject.of(next) : first;
    return new Moment(next, bound, version + 1, until, opened, ended);
  }

  /** Who has not said who it is gets no more time by saying so again. */
  Moment withNobody(long until) {
    long kept = identity == null ? deadline : until;
    return new Moment(null, first, version + 1, kept, opened, ended);
  }

  Moment known() {
    return new Moment(identity, first, version, deadline, true, ended);
  }

  Moment over() {
    return new Moment(identity, first, version, NEVER, opened, true);
  }
}
