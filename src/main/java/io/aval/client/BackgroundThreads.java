package io.aval.client;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Where refreshes run: on the server's managed executor, or on threads of our own. */
final class BackgroundThreads {
  private static final String MANAGED = "java:comp/DefaultManagedExecutorService";
  private static final int MOST_THREADS = 2;
  private static final int MOST_WAITING = 1_000;
  private static final int MOST_SOCKET_THREADS = 4;
  private static final int MOST_SOCKETS_WAITING = 10_000;

  private BackgroundThreads() {}

  /** The server's managed executor, null where there is none. */
  @SuppressWarnings("BanJNDI") // a constant name of the server's own
  static @Nullable Executor managed() {
    try {
      return new InitialContext().lookup(MANAGED) instanceof Executor found ? found : null;
    } catch (NamingException none) {
      return null;
    }
  }

  /** At most two daemon threads, which end when they have had nothing to do for 10 s. */
  static ExecutorService own() {
    return atMost(MOST_THREADS, MOST_WAITING, "aval-tokens");
  }

  /** The same for what connections need; a few more, since a server may be slow to take it. */
  static ExecutorService forSockets() {
    return atMost(MOST_SOCKET_THREADS, MOST_SOCKETS_WAITING, "aval-sockets");
  }

  private static ExecutorService atMost(int most, int waiting, String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), named(name));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Makes daemon threads that inherit nothing of the one that happens to make them. */
  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(null, task, name, 0, false);
      thread.setDaemon(true);
      return thread;
    };
  }
}
