package io.aval.it.mistakes;

import jakarta.annotation.security.RolesAllowed;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Says who may enter where not every server looks. */
@RolesAllowed("admin")
@ServerEndpoint("/roles")
public class RolesEndpoint {
  @OnOpen
  public void open(Session session) {}
}
