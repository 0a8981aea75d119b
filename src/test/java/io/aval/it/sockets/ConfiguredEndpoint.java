package io.aval.it.sockets;

import io.aval.Identified;
import io.aval.UserIdentity;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;

/** With a configurator of its own, and no place for messages at all. */
@Identified
@ServerEndpoint(value = "/configured", configurator = ConfiguredEndpoint.OwnConfigurator.class)
public class ConfiguredEndpoint {
  @Inject private UserIdentity user;

  @OnOpen
  public void open(Session session, EndpointConfig config) throws IOException {
    session
        .getBasicRemote()
        .sendText(config.getUserProperties().get("seen") + ", opened by " + Journal.name(user));
  }

  /** Looks at the handshake. */
  public static class OwnConfigurator extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      String seen =
          Journal.name(CDI.current().select(UserIdentity.class).get())
              + " offers "
              + request.getHeaders().get("Sec-WebSocket-Protocol");
      config.getUserProperties().put("seen", seen);
    }
  }
}
