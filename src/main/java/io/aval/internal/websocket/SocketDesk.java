package io.aval.internal.websocket;

import io.aval.internal.request.CallScope;
import io.aval.internal.request.Doorkeeper;
import io.aval.spi.RevocationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Where interceptors find the application's WebSocket door and the plans of its endpoints. */
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
  private volatile @Nullable SocketDoor door;

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
   * Opens the door; done once, when the application starts.
   *
   * @param doorkeeper the application's
   * @param revocations asked for open connections
   * @param scheduler looks after them
   * @param clock tells when they expire
   * @return ends every connection, also when there are no beans any more
   */
  public Runnable open(
      Doorkeeper doorkeeper,
      RevocationStore revocations,
      ScheduledExecutorService scheduler,
      Clock clock) {
    CallScope known = scope;
    if (known == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    SocketDoor made = new SocketDoor(doorkeeper, known, revocations, scheduler, clock);
    this.door = made;
    made.conversations().start();
    return made::close;
  }

  SocketDoor door() {
    SocketDoor made = door;
    if (made == null) {
      throw new IllegalStateException(
          "Aval was not started in this application, or has stopped: see its documentation on"
              + " <absolute-ordering>.");
    }
    return made;
  }

  Optional<EndpointPlan> planOf(Class<?> instance) {
    return plans.get(instance);
  }
}
