package io.aval.internal.cdi;

import java.util.Objects;
import java.util.stream.Stream;

/** Tells whether the server has Jakarta WebSocket, without which that door is never loaded. */
final class WebSocketApi {
  private WebSocketApi() {}

  /**
   * Whether a class is an endpoint that guards itself, so that as a bean it is not intercepted. By
   * name, since the type does not load everywhere.
   */
  static boolean guardsItself(Class<?> bean) {
    return Stream.<Class<?>>iterate(bean, Objects::nonNull, Class::getSuperclass)
        .anyMatch(type -> type.getName().equals("io.aval.websocket.IdentityEndpoint"));
  }

  static boolean isThere() {
    try {
      Class.forName(
          "jakarta.websocket.server.ServerEndpoint", false, WebSocketApi.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }
}
