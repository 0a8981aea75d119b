package io.aval.it.sockets;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** For callers with an identity. */
@Authenticated
@ServerEndpoint("/protected")
public class ProtectedEndpoint {
  @Inject private UserIdentity user;
  @Inject private Journal journal;

  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("opened by " + user.getSubject());
  }

  @OnMessage
  public String message(String text) {
    return text + " from " + user.getSubject();
  }

  @OnClose
  public void close(CloseReason reason) {
    journal.note("protected closed " + reason.getReasonPhrase() + " for " + user.getSubject());
  }
}
