package io.aval.internal.request;

import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls the application in a request scope that knows who calls. */
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
   * Calls the application for a caller whose call may be the one that the thread serves already;
   * then everything that is known of that call stays known.
   *
   * @param home the application
   * @param caller who calls
   * @param work calls the application
   * @return the result of that
   * @throws Exception what it throws
   */
  public @Nullable Object callFor(Home home, UserIdentity caller, Callable<?> work)
      throws Exception {
    return isServing(caller) ? work.call() : call(home, Optional.of(caller), work);
  }

  private boolean isServing(UserIdentity caller) {
    try {
      return behindProxy(holder).verdict().verified().filter(known -> known == caller).isPresent();
    } catch (ContextNotActiveException noRequestScope) {
      return false;
    }
  }

  /**
   * Calls the application. Where a request scope is active already, be it the handshake's or that
   * of somebody else's request in which the connection was closed, it knows its own caller again
   * afterwards. A connection that breaks off is closed by a thread of the server's, which on
   * WildFly has no class loader of the application.
   *
   * @param home the application
   * @param speaker who speaks, or nobody
   * @param work calls the application
   * @return the result of that
   * @throws Exception what it throws
   */
  public @Nullable Object call(Home home, Optional<UserIdentity> speaker, Callable<?> work)
      throws Exception {
    RequestContextController controller = behindProxy(controllers).get();
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(home.loader());
    try {
      if (controller.activate()) {
        try {
          return call(behindProxy(holder), home, speaker, work);
        } finally {
          controller.deactivate();
        }
      }
      Runnable afterwards = behindProxy(holder).keep();
      try {
        return call(behindProxy(holder), home, speaker, work);
      } finally {
        afterwards.run();
      }
    } finally {
      thread.setContextClassLoader(usual);
      behindProxy(controllers).destroy(controller);
    }
  }

  private static @Nullable Object call(
      CallHolder holder, Home home, Optional<UserIdentity> speaker, Callable<?> work)
      throws Exception {
    holder.enter(Verdict.ofConversation(speaker), home.doorkeeper());
    return work.call();
  }

  private static <T> T behindProxy(@Nullable T collaborator) {
    if (collaborator == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    return collaborator;
  }
}
