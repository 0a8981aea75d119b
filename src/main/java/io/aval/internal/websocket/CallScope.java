package io.aval.internal.websocket;

import io.aval.UserIdentity;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls callbacks in a request scope that knows who speaks. */
@ApplicationScoped
public class CallScope {
  private final @Nullable CallHolder holder;
  private final @Nullable Instance<RequestContextController> controllers;

  /** For the client proxy only. */
  protected CallScope() {
    this.holder = null;
    this.controllers = null;
  }

  /** Creates the bean. */
  @Inject
  CallScope(CallHolder holder, Instance<RequestContextController> controllers) {
    this.holder = holder;
    this.controllers = controllers;
  }

  /**
   * Calls a callback. Where a request scope is active already, be it the handshake's or that of
   * somebody else's request in which the connection was closed, it knows its own caller again
   * afterwards. A connection that breaks off is closed by a thread of the server's, which on
   * WildFly has no class loader of the application.
   *
   * @param home the application
   * @param speaker who speaks, or nobody
   * @param callback the application's
   * @return what the callback returned
   * @throws Exception what the callback threw
   */
  public @Nullable Object call(Home home, Optional<UserIdentity> speaker, Callback callback)
      throws Exception {
    if (holder == null || controllers == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    RequestContextController controller = controllers.get();
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(home.loader());
    try {
      if (controller.activate()) {
        try {
          return call(holder, home, speaker, callback);
        } finally {
          controller.deactivate();
        }
      }
      Runnable afterwards = holder.keep();
      try {
        return call(holder, home, speaker, callback);
      } finally {
        afterwards.run();
      }
    } finally {
      thread.setContextClassLoader(usual);
      controllers.destroy(controller);
    }
  }

  private static @Nullable Object call(
      CallHolder holder, Home home, Optional<UserIdentity> speaker, Callback callback)
      throws Exception {
    holder.enter(Verdict.ofConversation(speaker), home.doorkeeper());
    return callback.call();
  }
}
