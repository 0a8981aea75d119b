package io.aval.internal.websocket;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * All open conversations of one application, looked over four times a second: a look at ten
 * thousand takes less than a millisecond, follows a clock that is set, and needs no timer for each.
 */
final class Conversations implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Conversations.class.getName());
  private static final long LOOK_EVERY = 250;

  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watched = new AtomicBoolean();
  private final ScheduledExecutorService scheduler;
  private final Tenure tenure;
  private final Endings endings;
  private final long askEvery;
  private volatile long askedAt;
  private volatile @Nullable Future<?> looking;

  Conversations(
      ScheduledExecutorService scheduler, Tenure tenure, Endings endings, Duration askEvery) {
    this.scheduler = scheduler;
    this.tenure = tenure;
    this.endings = endings;
    this.askEvery = askEvery.toMillis();
  }

  void add(Conversation conversation) {
    open.add(conversation);
    if (watched.compareAndSet(false, true)) {
      this.looking =
          scheduler.scheduleWithFixedDelay(
              this::look, LOOK_EVERY, LOOK_EVERY, TimeUnit.MILLISECONDS);
    }
  }

  void remove(Conversation conversation) {
    open.remove(conversation);
  }

  int size() {
    return open.size();
  }

  /** Ends what has run out of time, and now and then what was revoked. Throws nothing. */
  void look() {
    long now = tenure.millis();
    boolean ask = now >= askedAt + askEvery || now < askedAt; // a clock may also go back
    if (ask) {
      this.askedAt = now;
    }
    try {
      for (Conversation conversation : open) {
        Moment moment = conversation.now();
        Optional<Reason> over = Tenure.runOut(moment, now);
        if (over.isEmpty() && ask && isRevoked(moment.identity())) {
          over = Optional.of(Reason.REVOKED);
        }
        over.ifPresent(reason -> end(conversation, moment, reason));
      }
    } catch (RuntimeException fault) {
      // Whatever it was, the next look must come. A store that fails has been logged.
      LOG.log(System.Logger.Level.DEBUG, "A look at the WebSockets was broken off", fault);
    }
  }

  private boolean isRevoked(@Nullable UserIdentity identity) {
    return identity != null && tenure.isRevoked(identity);
  }

  /** Somewhere else: closing calls the application's {@code @OnClose}, which may take its time. */
  private void end(Conversation conversation, Moment seen, Reason reason) {
    if (!conversation.end(seen.version())) {
      return; // renewed, or ended, since
    }
    open.remove(conversation);
    IdentityException refusal = new IdentityException(reason, "a WebSocket was closed");
    Runnable goodbye = () -> endings.sayGoodbye(conversation, refusal);
    try {
      scheduler.execute(goodbye);
    } catch (RejectedExecutionException | IllegalStateException stopped) {
      goodbye.run();
    }
  }

  /** Ends them all, since the application stops. */
  @Override
  public void close() {
    Future<?> running = looking;
    if (running != null) {
      running.cancel(false);
    }
    open.forEach(endings::leave);
    open.clear();
  }
}
