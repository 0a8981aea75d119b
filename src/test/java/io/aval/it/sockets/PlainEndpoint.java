package io.aval.it.sockets;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Without a word about callers. */
@ServerEndpoint("/unannotated")
public class PlainEndpoint {
  @OnMessage
  public String message(String text) {
    return "echo " + text;
  }
}
