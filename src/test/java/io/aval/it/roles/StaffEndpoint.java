package io.aval.it.roles;

import io.aval.Identified;
import io.aval.UserIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.TreeSet;

/** Open, with messages for administrators. */
@Identified
@ServerEndpoint("/conversation")
public class StaffEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) {}

  @OnMessage
  @RolesAllowed("admin")
  public String text(String text) {
    return text + " " + new TreeSet<>(user.getRoles());
  }
}
