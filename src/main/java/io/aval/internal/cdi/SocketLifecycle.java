package io.aval.internal.cdi;

import io.aval.internal.request.Doorkeeper;
import io.aval.internal.websocket.AuthenticatedSocketInterceptor;
import io.aval.internal.websocket.CallScope;
import io.aval.internal.websocket.IdentifiedSocketInterceptor;
import io.aval.internal.websocket.SocketDesk;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.util.List;

/** Opens the WebSocket door with the application, and closes it with every connection. */
final class SocketLifecycle implements ServletContextListener {
  private final Doorkeeper doorkeeper;
  private final ApplicationRevocations revocations;
  private final ServerScheduler scheduler = new ServerScheduler();
  private final Clock clock;
  private volatile Runnable closing = () -> {};

  SocketLifecycle(Doorkeeper doorkeeper, ApplicationRevocations revocations, Clock clock) {
    this.doorkeeper = doorkeeper;
    this.revocations = revocations;
    this.clock = clock;
  }

  static List<Class<?>> beans() {
    return List.of(
        CallScope.class,
        SocketDesk.class,
        AuthenticatedSocketInterceptor.class,
        IdentifiedSocketInterceptor.class);
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    SocketDesk desk = CDI.current().select(SocketDesk.class).get();
    this.closing = desk.open(doorkeeper, revocations, scheduler.connect(), clock);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    closing.run();
    scheduler.close();
  }
}
