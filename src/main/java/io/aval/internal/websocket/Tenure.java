package io.aval.internal.websocket;

import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.spi.RevocationStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** For how long somebody may speak. Safe for many threads. */
final class Tenure {
  private static final System.Logger LOG = System.getLogger(Tenure.class.getName());

  private final Map<String, Long> skews = new HashMap<>();
  private final long within;
  private final RevocationStore revocations;
  private final Clock clock;
  private final Rate complaints = new Rate(10);

  Tenure(IdentityConfig config, RevocationStore revocations, Clock clock) {
    for (ProviderConfig provider : config.providers()) {
      skews.put(provider.name(), provider.clockSkew().toMillis());
    }
    this.within = config.webSocket().authenticateWithin().toMillis();
    this.revocations = revocations;
    this.clock = clock;
  }

  long millis() {
    return clock.millis();
  }

  Instant instant() {
    return clock.instant();
  }

  /** The first millisecond at which an identity's token holds no more, skew included. */
  long until(UserIdentity identity) {
    return identity.getExpiresAt().toEpochMilli() + skews.getOrDefault(identity.getProvider(), 0L);
  }

  /** Until when somebody must have said who it is. */
  long toAuthenticate(EndpointPlan plan) {
    return plan.isProtected() ? millis() + within : Moment.NEVER;
  }

  /** Why a conversation has run out of time, if it has. */
  static Optional<Reason> runOut(Moment moment, long now) {
    if (now < moment.deadline()) {
      return Optional.empty();
    }
    return Optional.of(moment.identity() == null ? Reason.NO_TOKEN : Reason.EXPIRED);
  }

  /**
   * Why a conversation may not go on, if it may not.
   *
   * @throws IllegalStateException when nobody can tell
   */
  Optional<Reason> over(Moment moment) {
    Optional<Reason> late = runOut(moment, millis());
    return late.isPresent() || moment.identity() == null || !isRevoked(moment.identity())
        ? late
        : Optional.of(Reason.REVOKED);
  }

  /**
   * Asks the application's store.
   *
   * @throws IllegalStateException when it fails, and nobody can tell
   */
  boolean isRevoked(UserIdentity identity) {
    try {
      return revocations.isRevoked(identity);
    } catch (RuntimeException fault) {
      LOG.log(
          mayComplain() ? System.Logger.Level.ERROR : System.Logger.Level.DEBUG,
          "AVAL-211 The application's RevocationStore failed for a WebSocket, whose messages are"
              + " not delivered until it answers again",
          fault);
      throw new IllegalStateException("The RevocationStore failed: see AVAL-211");
    }
  }

  /** One stack trace for each of ten thousand connections would tell nobody more. */
  private synchronized boolean mayComplain() {
    return complaints.take(millis());
  }
}
