package io.aval.internal.cdi;

import io.aval.internal.websocket.EndpointFaults;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the application's WebSocket endpoints, and ends the deployment where the annotations on
 * one could not be kept. An initializer of its own: only one that handles their types learns of
 * them on every server, and one that did so without Jakarta WebSocket would not load.
 */
@HandlesTypes({ServerEndpoint.class, Endpoint.class})
public final class SocketInitializer implements ServletContainerInitializer {

  /** Creates the initializer; called by the servlet container. */
  public SocketInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> endpoints, ServletContext context)
      throws ServletException {
    Set<String> faults = new TreeSet<>();
    boolean guarded = false;
    for (Class<?> endpoint : endpoints == null ? Set.<Class<?>>of() : endpoints) {
      if (endpoint.isAnnotationPresent(ServerEndpoint.class)) {
        guarded |= EndpointFaults.isGuarded(endpoint);
      }
      EndpointFaults.in(endpoint).ifPresent(faults::add);
      EndpointFaults.outside(endpoint, context.getClassLoader()).ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new ServletException(String.join("\n", faults));
    }
    context.setAttribute(SocketLifecycle.GUARDED, guarded);
  }
}
