package io.aval.it.app;

import io.aval.IdentityException;
import java.util.concurrent.Callable;

/** What becomes of a question: its answer, the reason of a refusal, or what failed. */
public final class Asked {
  private Asked() {}

  /** Asks a bean, which refuses with nothing else around it. */
  public static String of(Callable<String> question) {
    try {
      return question.call();
    } catch (IdentityException refusal) {
      return refusal.getReason().name();
    } catch (Exception fault) {
      return fault.getClass().getSimpleName();
    }
  }

  /** Asks an enterprise bean, whose container wraps what it refuses with. */
  public static String ofEjb(Callable<String> question) {
    try {
      return question.call();
    } catch (Exception fault) {
      for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
        if (cause instanceof IdentityException refusal) {
          return refusal.getReason().name();
        }
      }
      return fault.getClass().getSimpleName();
    }
  }
}
