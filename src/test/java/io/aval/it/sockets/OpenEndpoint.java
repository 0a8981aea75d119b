package io.aval.it.sockets;

import io.aval.Identified;
import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Open to everybody; says who speaks. */
@Identified
@ServerEndpoint(value = "/open", subprotocols = "chat")
public class OpenEndpoint {
  @Inject private UserIdentity user;
  @Inject private IdentityProvider identities;
  @Inject private Journal journal;
  private String opened = "";

  @OnOpen
  public void open(Session session) throws IOException {
    opened = Journal.name(user);
    session.getBasicRemote().sendText("opened by " + opened);
  }

  @OnMessage
  public String message(String text) {
    if (text.equals("require")) {
      return identities.requireUserIdentity().getSubject();
    }
    if (text.equals("fail")) {
      throw new IllegalArgumentException("as asked");
    }
    return text + " from " + Journal.name(user);
  }

  @OnError
  public void failed(Throwable thrown) {
    journal.note("failed: " + thrown.getMessage() + " for " + Journal.name(user));
  }

  @OnClose
  public void close(CloseReason reason) {
    journal.note(
        "closed "
            + reason.getCloseCode().getCode()
            + " "
            + reason.getReasonPhrase()
            + " opened by "
            + opened
            + " for "
            + identities.getUserIdentity().map(UserIdentity::getSubject).orElse("nobody"));
  }
}
