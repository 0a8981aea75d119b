package io.aval.it.sockets;

import io.aval.Identified;
import io.aval.RequiresScope;
import io.aval.UserIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Open, with messages that ask for more. */
@Identified
@ServerEndpoint("/ruled")
public class RuledEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) {}

  @OnMessage
  @RolesAllowed("admin")
  public String text(String text) {
    return text + " from admin " + user.getSubject();
  }

  @OnMessage
  @RequiresScope("notes:write")
  public String bytes(byte[] bytes) {
    return bytes.length + " bytes from writer " + user.getSubject();
  }
}
