package io.aval.it.app;

import io.aval.IdentityException;
import java.util.concurrent.Callable;

/** What becomes of a question: its answer, the reason of a refusal, or what failed. */
public final class Asked {
  private Asked() {}

  /** Asks. Enterprise beans wrap what they refuse with. */
  public static String of(Callable<String> question) {
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
