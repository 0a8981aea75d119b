package io.aval.internal.cdi;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The server's managed executor, as soon as the application may look it up. Where there is none,
 * and after the application has stopped, it rejects, and the core then uses a thread per task.
 */
final class ServerExecutor implements Executor, AutoCloseable {
  private static final String NAME = "java:comp/DefaultManagedExecutorService";

  private volatile @Nullable Executor managed;

  /** Looks the executor up; called on a thread of the application's start. */
  @SuppressWarnings("BanJNDI") // a constant name of the server's own
  void connect() {
    try {
      if (new InitialContext().lookup(NAME) instanceof Executor found) {
        this.managed = found;
      }
    } catch (NamingException none) {
      System.getLogger(ServerExecutor.class.getName())
          .log(System.Logger.Level.DEBUG, "The server has no managed executor", none);
    }
  }

  @Override
  public void execute(Runnable task) {
    Executor found = managed;
    if (found == null) {
      throw new RejectedExecutionException("no managed executor");
    }
    found.execute(task);
  }

  @Override
  public void close() {
    this.managed = null;
  }
}
