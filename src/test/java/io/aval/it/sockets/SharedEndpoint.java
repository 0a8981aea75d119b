package io.aval.it.sockets;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** One instance for all connections. */
@Authenticated
@ApplicationScoped
@ServerEndpoint("/shared")
public class SharedEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) {}

  @OnMessage
  public String message(Session session, String text) {
    return text + " from " + user.getSubject();
  }
}
