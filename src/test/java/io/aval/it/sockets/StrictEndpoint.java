package io.aval.it.sockets;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.StepUp;
import io.aval.UserIdentity;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Roles on the class, more of everything on one callback, and nobody on another. */
@Authenticated
@RolesAllowed("admin")
@ServerEndpoint("/strict")
public class StrictEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("opened by admin " + user.getSubject());
  }

  @OnMessage
  @StepUp(acr = "gold")
  public String text(String text) {
    return text + " from strong " + user.getSubject();
  }

  @OnMessage
  @DenyAll
  public String bytes(byte[] bytes) {
    return "reached";
  }

  /** Not of the endpoint: method beats class also where it opens. */
  @Authenticated
  @ServerEndpoint("/half-open")
  public static class HalfOpen {
    @Inject private UserIdentity user;

    @OnOpen
    @Identified
    public void open(Session session) throws IOException {
      session.getBasicRemote().sendText("opened by " + Journal.name(user));
    }

    @OnMessage
    @Identified
    public String text(String text) {
      return text + " from " + Journal.name(user);
    }

    @OnMessage
    public String bytes(byte[] bytes) {
      return bytes.length + " from " + user.getSubject();
    }
  }
}
