package io.aval.internal.cdi;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Three threads that end with the application: one looks after things, one waits for the
 * application's store, and one does what that leads to.
 *
 * <p>Not the server's managed scheduler: its threads outlive the application, and one that was made
 * while the application's code was on the stack remembers that code's class loader for good. Nor
 * does anybody's identity travel with a task here.
 */
final class SocketThreads implements AutoCloseable {
  private final ScheduledThreadPoolExecutor threads;

  /** Made on a thread of the application's start, whose class loader the threads then have. */
  SocketThreads() {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    this.threads = new ScheduledThreadPoolExecutor(3, task -> thread(task, application));
    threads.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable task, ClassLoader application) {
    Thread thread = new Thread(null, task, "aval-websocket", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(application);
    return thread;
  }

  ScheduledExecutorService executor() {
    return threads;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
