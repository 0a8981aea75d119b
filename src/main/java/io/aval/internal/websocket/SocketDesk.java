package io.aval.internal.websocket;

import io.aval.internal.request.CallScope;
import io.aval.internal.request.Home;
import io.aval.spi.RevocationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Where interceptors find the application's WebSocket door and the plans of its endpoints. Web
 * applications that share Aval's jar in {@code EAR/lib} share this bean, too: each has a door of
 * its own, and an endpoint's is that of the application which has the class.
 */
@ApplicationScoped
public class SocketDesk {
  private final ClassValue<Optional<EndpointPlan>> plans =
      new ClassValue<>() {
        @Override
        protected Optional<EndpointPlan> computeValue(Class<?> type) {
          return EndpointPlan.of(type);
        }
      };

  private final @Nullable CallScope scope;
  private final Map<ClassLoader, SocketDoor> doors = new ConcurrentHashMap<>();

  /** For the client proxy only. */
  protected SocketDesk() {
    this.scope = null;
  }

  /** Creates the bean. */
  @Inject
  SocketDesk(CallScope scope) {
    this.scope = scope;
  }

  /**
   * Opens a web application's door; done once, when it starts.
   *
   * @param home the application
   * @param revocations asked for open connections
   * @param scheduler looks after them
   * @param clock tells when they expire
   * @return ends every connection, also when there are no beans any more
   */
  public Runnable open(
      Home home, RevocationStore revocations, ScheduledExecutorService scheduler, Clock clock) {
    CallScope known = scope;
    if (known == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    SocketDoor made = new SocketDoor(home, known, revocations, scheduler, clock);
    doors.put(home.loader(), made);
    made.conversations().start();
    return () -> {
      made.close();
      doors.remove(home.loader());
    };
  }

  /** The door of the application that has an endpoint's class. */
  SocketDoor doorOf(Class<?> endpoint) {
    SocketDoor made = doors.get(endpoint.getClassLoader());
    if (made == null) {
      throw new IllegalStateException(
          "Aval was not started in the web application of "
              + endpoint.getName()
              + ", or has stopped: see its documentation on <absolute-ordering> and on EARs.");
    }
    return made;
  }

  Optional<EndpointPlan> planOf(Class<?> instance) {
    return plans.get(instance);
  }
}
