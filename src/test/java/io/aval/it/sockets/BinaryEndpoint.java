package io.aval.it.sockets;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Knows binary messages only. */
@Authenticated
@ServerEndpoint("/binary")
public class BinaryEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) {}

  @OnMessage
  public ByteBuffer bytes(byte[] bytes) {
    String answer = bytes.length + " from " + user.getSubject();
    return ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
  }
}
