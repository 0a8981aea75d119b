package io.aval.it.sockets;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.websocket.Decoder;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** Its text messages are decoded before anybody sees them. */
@Authenticated
@ServerEndpoint(value = "/decoded", decoders = DecodedEndpoint.NumberDecoder.class)
public class DecodedEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session) {}

  @OnMessage
  public String number(Number number) {
    return number + " from " + user.getSubject();
  }

  /** A message. */
  public record Number(int value) {}

  /** Decodes it. */
  public static class NumberDecoder implements Decoder.Text<Number> {
    @Override
    public Number decode(String text) {
      return new Number(Integer.parseInt(text));
    }

    @Override
    public boolean willDecode(String text) {
      return text.matches("[0-9]{1,9}");
    }
  }
}
