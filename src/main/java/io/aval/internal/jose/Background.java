package io.aval.internal.jose;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs a task away from the calling thread, whatever happens: on the server's executor, or, when
 * that is full or shut down, on a thread that lives for this one task. Keys would grow old unseen
 * if the task were dropped, and a request would wait if it ran in the caller's thread.
 *
 * @param executor the server's
 */
record Background(Executor executor) {

  /** Starts a task, which handles its own failures. */
  void run(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException | IllegalStateException e) {
      // IllegalStateException: a managed executor of an application that has stopped.
      Thread thread = new Thread(task, "aval-keys");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
