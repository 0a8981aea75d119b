package io.aval.it.roles;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** For administrators alone, from the beginning. */
@Authenticated
@RolesAllowed("admin")
@ServerEndpoint("/staff-only")
public class StaffOnlyEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("opened by " + user.getSubject());
  }

  /** Also a place for texts: without one WildFly may lose what comes while it opens. */
  @OnMessage
  public String text(String text) {
    return text + " from " + user.getSubject();
  }
}
