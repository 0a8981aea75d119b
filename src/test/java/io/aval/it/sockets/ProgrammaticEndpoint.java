package io.aval.it.sockets;

import io.aval.Authenticated;
import io.aval.RequiresScope;
import io.aval.UserIdentity;
import io.aval.websocket.IdentityEndpoint;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** Without annotations of WebSocket's. */
@Authenticated
public class ProgrammaticEndpoint extends IdentityEndpoint {
  private static String user() {
    return CDI.current().select(UserIdentity.class).get().getSubject();
  }

  @Override
  protected void opened(Session session, EndpointConfig config) throws IOException {
    session.getBasicRemote().sendText("opened by " + user());
  }

  @Override
  protected void text(Session session, String message) throws IOException {
    session.getBasicRemote().sendText(message + " from " + user());
  }

  @Override
  @RequiresScope("notes:write")
  protected void binary(Session session, ByteBuffer message) throws IOException {
    session.getBasicRemote().sendText(message.remaining() + " bytes from writer " + user());
  }

  @Override
  protected void closed(Session session, CloseReason reason) {
    CDI.current()
        .select(Journal.class)
        .get()
        .note("programmatic closed " + reason.getReasonPhrase() + " for " + user());
  }

  /** Registers it, beside the annotated ones. */
  public static class Registration implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return Set.of(
          ServerEndpointConfig.Builder.create(ProgrammaticEndpoint.class, "/programmatic").build());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
      return scanned;
    }
  }
}
