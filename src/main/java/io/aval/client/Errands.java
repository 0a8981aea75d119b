package io.aval.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one connection, and when: one thing at a time, and the latest wish takes
 * the place of one that has not begun. The timer only hands it to a worker, so that no connection
 * waits for another one's server. Safe for use by many threads.
 */
final class Errands implements AutoCloseable {
  /** When no worker is free for a long time. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer;
  private final Executor workers;
  private final AtomicReference<@Nullable Future<?>> next = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> due = new AtomicReference<>();
  private final AtomicInteger wishes = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  Errands(ScheduledExecutorService timer, Executor workers) {
    this.timer = timer;
    this.workers = workers;
  }

  boolean isClosed() {
    return closed.get();
  }

  void in(Duration delay, Runnable task) {
    if (closed.get()) {
      return;
    }
    try {
      Future<?> later = timer.schedule(() -> hand(task), delay.toMillis(), TimeUnit.MILLISECONDS);
      @Nullable Future<?> before = next.getAndSet(later);
      if (before != null) {
        before.cancel(false);
      }
    } catch (RejectedExecutionException ended) {
      close();
    }
  }

  private void hand(Runnable task) {
    due.set(task);
    if (wishes.getAndIncrement() > 0) {
      return; // whoever runs the one before sees it
    }
    try {
      workers.execute(this::work);
    } catch (RejectedExecutionException full) {
      wishes.set(0);
      in(AGAIN, task);
    }
  }

  private void work() {
    int seen = wishes.get();
    while (seen > 0) {
      @Nullable Runnable task = due.getAndSet(null);
      if (task != null && !closed.get()) {
        guarded(task);
      }
      seen = wishes.addAndGet(-seen);
    }
  }

  /** What sending throws when the connection has gone; what it says may quote the message. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException gone) {
      System.getLogger(Errands.class.getPackageName())
          .log(
              System.Logger.Level.DEBUG,
              "A connection could not be authenticated: {0}",
              gone.getClass().getName());
    }
  }

  @Override
  public void close() {
    closed.set(true);
    @Nullable Future<?> pending = next.getAndSet(null);
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
