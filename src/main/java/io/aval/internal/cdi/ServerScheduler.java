package io.aval.internal.cdi;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The server's managed scheduler, and where there is none, three threads that end with the
 * application: one looks after things, one waits for the application's store, and one does what
 * that leads to.
 */
final class ServerScheduler implements AutoCloseable {
  private static final String NAME = "java:comp/DefaultManagedScheduledExecutorService";

  private volatile @Nullable ScheduledExecutorService own;

  /** Looks the scheduler up; called on a thread of the application's start. */
  @SuppressWarnings("BanJNDI") // a constant name of the server's own
  ScheduledExecutorService connect() {
    try {
      if (new InitialContext().lookup(NAME) instanceof ScheduledExecutorService managed) {
        return managed;
      }
    } catch (NamingException none) {
      System.getLogger(ServerScheduler.class.getName())
          .log(System.Logger.Level.DEBUG, "The server has no managed scheduler", none);
    }
    ScheduledExecutorService made = new ScheduledThreadPoolExecutor(3, ServerScheduler::thread);
    this.own = made;
    return made;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "aval-websocket");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    ScheduledExecutorService made = own;
    if (made != null) {
      made.shutdownNow();
    }
  }
}
