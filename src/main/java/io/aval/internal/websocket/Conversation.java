package io.aval.internal.websocket;

import io.aval.UserIdentity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What Aval remembers of one open WebSocket; no token is part of it. Safe for many threads: what
 * changes is replaced whole, under the lock of this object.
 */
final class Conversation {
  /** Messages of ours that the client has not taken; a client that takes none costs no more. */
  private static final int MOST_PENDING = 16;

  /** Under this name it is found in the session's user properties. */
  private static final String KEY = "io.aval.conversation";

  private final Session session;
  private final EndpointPlan plan;
  private final Rate authentications;
  private final Rate complaints;
  private final AtomicInteger pending = new AtomicInteger();
  private volatile Moment now;
  private volatile @Nullable Callback waiting;
  private volatile @Nullable String unsent;
  private volatile @Nullable CloseReason ending;

  Conversation(Session session, EndpointPlan plan, int rate, Moment now) {
    this.session = session;
    this.plan = plan;
    this.authentications = new Rate(rate);
    this.complaints = new Rate(rate);
    this.now = now;
  }

  /** The conversation on a session, or null where there is none. */
  static @Nullable Conversation on(Session session) {
    return session.getUserProperties().get(KEY) instanceof Conversation found ? found : null;
  }

  void attach() {
    session.getUserProperties().put(KEY, this);
  }

  Session session() {
    return session;
  }

  EndpointPlan plan() {
    return plan;
  }

  Moment now() {
    return now;
  }

  /** Why Aval closes the connection. */
  void endsWith(CloseReason reason) {
    this.ending = reason;
  }

  /**
   * Why the connection was closed: Aval's own reason, if it was Aval. What the container says may
   * be the client's echo of it, which has the code alone.
   */
  CloseReason endingOr(CloseReason reported) {
    CloseReason own = ending;
    return own == null ? reported : own;
  }

  /** Changes what is true, unless the conversation is over; returns whether it did. */
  synchronized boolean change(UnaryOperator<Moment> change) {
    if (now.ended()) {
      return false;
    }
    this.now = change.apply(now);
    return true;
  }

  /** Lets somebody speak, unless it is over or somebody else's; returns whether it does. */
  synchronized boolean accept(UserIdentity identity, long until) {
    return now.isBoundTo(identity) && change(moment -> moment.with(identity, until));
  }

  /** Ends the conversation; returns whether it was this call that ended it. */
  synchronized boolean end() {
    return end(now.version());
  }

  /** The same, unless somebody has authenticated since that version. */
  synchronized boolean end(int version) {
    if (now.version() != version || !change(Moment::over)) {
      return false;
    }
    this.waiting = null;
    return true;
  }

  synchronized boolean mayAuthenticate(long millis) {
    return authentications.take(millis);
  }

  synchronized boolean mayComplain(long millis) {
    return complaints.take(millis);
  }

  /** Keeps the application's {@code @OnOpen} until there is an identity. */
  void keepWaiting(Callback opening) {
    this.waiting = opening;
  }

  /** The {@code @OnOpen} that is due now, or null; it is due once. */
  synchronized @Nullable Callback takeWaiting() {
    Callback due = waiting;
    this.waiting = null;
    return due;
  }

  /** Sends what could not be sent before, unless something was sent since. */
  void sendAgain() {
    String message = unsent;
    if (message != null && !now.ended()) {
      send(message);
    }
  }

  /**
   * Sends a message of ours. One that cannot go now, since the application is in the middle of its
   * own, goes at the next look; the newest is kept.
   *
   * @return whether the client keeps up
   */
  boolean send(String message) {
    this.unsent = null;
    if (pending.incrementAndGet() > MOST_PENDING) {
      pending.decrementAndGet();
      return false;
    }
    try {
      session.getAsyncRemote().sendText(message, done -> pending.decrementAndGet());
    } catch (IllegalStateException | IllegalArgumentException closedOrBusy) {
      pending.decrementAndGet();
      this.unsent = message;
    }
    return true;
  }
}
