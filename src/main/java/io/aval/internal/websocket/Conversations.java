package io.aval.internal.websocket;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * All open conversations of one application, looked over four times a second: a look at ten
 * thousand takes a millisecond or two, follows a clock that is set, and needs no timer for each.
 * The application's {@code RevocationStore} may take its time, so that it is asked by a task of its
 * own.
 */
final class Conversations implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Conversations.class.getName());
  private static final long LOOK_EVERY = 250;

  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final List<Future<?>> tasks = new ArrayList<>();
  private final AtomicBoolean complained = new AtomicBoolean();
  private final ScheduledExecutorService scheduler;
  private final Tenure tenure;
  private final Endings endings;
  private final long askEvery;
  private volatile boolean stopped;

  Conversations(
      ScheduledExecutorService scheduler, Tenure tenure, Endings endings, Duration askEvery) {
    this.scheduler = scheduler;
    this.tenure = tenure;
    this.endings = endings;
    this.askEvery = askEvery.toMillis();
  }

  /**
   * Begins to look. Called when the application starts, since a task of a managed scheduler runs
   * for whoever submitted it, which should be nobody.
   */
  synchronized void start() {
    if (stopped || (!tasks.isEmpty() && tasks.stream().noneMatch(Future::isDone))) {
      return;
    }
    tasks.forEach(task -> task.cancel(false));
    tasks.clear();
    tasks.add(every(LOOK_EVERY, this::look));
    tasks.add(every(askEvery, this::ask));
  }

  private Future<?> every(long millis, Runnable task) {
    return scheduler.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  void add(Conversation conversation) {
    open.add(conversation);
    start(); // a server may have dropped the tasks while it was still deploying
    if (stopped) {
      endings.leave(conversation);
      open.remove(conversation);
    }
  }

  void remove(Conversation conversation) {
    open.remove(conversation);
  }

  int size() {
    return open.size();
  }

  /** Ends what has run out of time, and forgets what was closed. Throws nothing. */
  void look() {
    long now = tenure.millis();
    forEach(
        conversation -> {
          Moment moment = conversation.now();
          Tenure.runOut(moment, now).ifPresent(reason -> end(conversation, moment, reason));
          conversation.sendAgain();
        });
  }

  /** Ends what was revoked. Throws nothing. */
  void ask() {
    forEach(
        conversation -> {
          Moment moment = conversation.now();
          UserIdentity identity = moment.identity();
          if (identity != null && isRevoked(identity)) {
            end(conversation, moment, Reason.REVOKED);
          }
        });
  }

  private boolean isRevoked(UserIdentity identity) {
    try {
      return tenure.isRevoked(identity);
    } catch (IllegalStateException failed) {
      return false; // it has been logged; meanwhile no message is delivered
    }
  }

  /** Whatever goes wrong with one must not keep the others, or the next look, from coming. */
  private void forEach(Consumer<Conversation> task) {
    for (Conversation conversation : open) {
      try {
        if (conversation.session().isOpen()) {
          task.accept(conversation);
        } else { // an endpoint without @OnClose never says so
          conversation.end();
          remove(conversation);
        }
      } catch (Throwable fault) {
        complain(fault);
      }
    }
  }

  private void complain(Throwable fault) {
    boolean first = complained.compareAndSet(false, true);
    LOG.log(
        first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "AVAL-212 A look at a WebSocket was broken off; there is another one soon",
        fault);
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
    } catch (RejectedExecutionException | IllegalStateException rejected) {
      goodbye.run();
    }
  }

  /** Ends them all, since the application stops. */
  @Override
  public void close() {
    synchronized (this) {
      this.stopped = true;
      tasks.forEach(task -> task.cancel(false));
      tasks.clear();
    }
    open.forEach(endings::leave);
    open.clear();
  }
}
