package io.aval.internal.cdi;

/** Tells whether the server has Jakarta WebSocket, without which that door is never loaded. */
final class WebSocketApi {
  private WebSocketApi() {}

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
