package io.aval.internal.cdi;

import io.aval.internal.request.ApplicationBeans;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Home;
import io.aval.internal.websocket.AuthenticatedSocketInterceptor;
import io.aval.internal.websocket.IdentifiedSocketInterceptor;
import io.aval.internal.websocket.SocketDesk;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Opens the WebSocket door with the application, and closes it with every connection. */
final class SocketLifecycle implements ServletContextListener {
  /** The context's attribute that says whether the application has endpoints to be guarded. */
  static final String GUARDED = SocketLifecycle.class.getName() + ".guarded";

  /** The interceptors that lead annotated endpoints. */
  static final List<Class<?>> GUARDS =
      List.of(AuthenticatedSocketInterceptor.class, IdentifiedSocketInterceptor.class);

  private final Doorkeeper doorkeeper;
  private final ApplicationRevocations revocations;
  private final SocketThreads threads = new SocketThreads();
  private final Clock clock;
  private volatile Runnable closing = () -> {};

  SocketLifecycle(Doorkeeper doorkeeper, ApplicationRevocations revocations, Clock clock) {
    this.doorkeeper = doorkeeper;
    this.revocations = revocations;
    this.clock = clock;
  }

  static List<Class<?>> beans() {
    return List.of(
        SocketDesk.class, AuthenticatedSocketInterceptor.class, IdentifiedSocketInterceptor.class);
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    if (Boolean.TRUE.equals(event.getServletContext().getAttribute(GUARDED))) {
      refuseServersThatCallPast();
    }
    SocketDesk desk = ApplicationBeans.all().select(SocketDesk.class).get();
    Home home = new Home(event.getServletContext().getClassLoader(), doorkeeper);
    this.closing = desk.open(home, revocations, threads.executor(), clock);
  }

  /**
   * A container that would not call the interceptors would call the endpoint without them, and
   * nobody would be told.
   */
  private static void refuseServersThatCallPast() {
    BeanManager beans = ApplicationBeans.container();
    GUARDS.stream()
        .filter(guard -> !isCalled(beans, guard))
        .findFirst()
        .ifPresent(
            guard -> {
              throw new IllegalStateException(
                  "Aval: this server would call WebSocket endpoints past "
                      + guard.getSimpleName()
                      + ", so that nothing would guard them.");
            });
  }

  /** Asks as containers do that make an endpoint's instances from the annotations on its class. */
  static boolean isCalled(BeanManager beans, Class<?> guard) {
    Annotation[] bindings =
        Arrays.stream(guard.getAnnotations())
            .filter(annotation -> beans.isInterceptorBinding(annotation.annotationType()))
            .toArray(Annotation[]::new);
    return beans.resolveInterceptors(InterceptionType.AROUND_INVOKE, bindings).stream()
        .anyMatch(found -> found.getBeanClass() == guard);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    closing.run();
    threads.close();
  }
}
