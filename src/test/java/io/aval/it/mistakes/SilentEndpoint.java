package io.aval.it.mistakes;

import io.aval.Authenticated;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;

/** Does not tell Aval which connection it is. */
@Authenticated
@ServerEndpoint("/silent")
public class SilentEndpoint {
  @OnOpen
  public void open() {}

  @OnMessage
  public String message(String text) {
    return text;
  }
}
