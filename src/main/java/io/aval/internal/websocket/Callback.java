package io.aval.internal.websocket;

import org.jspecify.annotations.Nullable;

/** Calls a callback of the application. */
@FunctionalInterface
public interface Callback {
  /**
   * Calls it.
   *
   * @return what it returned
   * @throws Exception whatever it threw
   */
  @Nullable Object call() throws Exception;
}
