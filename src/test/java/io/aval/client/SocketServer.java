package io.aval.client;

import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A WebSocket server on loopback that answers each message as it is told. */
final class SocketServer implements AutoCloseable {
  private final Undertow server;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> handshakes = new LinkedBlockingQueue<>();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();

  SocketServer() throws Exception {
    ServerEndpointConfig endpoint =
        ServerEndpointConfig.Builder.create(Live.class, "/live").configurator(new Entry()).build();
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(SocketServer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("live")
            .addServletContextAttribute(
                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                new WebSocketDeploymentInfo().addEndpoint(endpoint));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new PathHandler().addPrefixPath("/", deployment.start()))
            .build();
    server.start();
  }

  /** Says what the next messages are answered with; with nothing left, with nothing. */
  SocketServer then(String... next) {
    answers.addAll(List.of(next));
    return this;
  }

  BlockingQueue<String> messages() {
    return messages;
  }

  /** The token headers of the handshakes. */
  BlockingQueue<String> handshakes() {
    return handshakes;
  }

  String origin() {
    return "ws://127.0.0.1:"
        + ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  URI uri() {
    return URI.create(origin() + "/live");
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Entry extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      handshakes.add(
          String.join(", ", request.getHeaders().getOrDefault("Authorization", List.of("none"))));
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new Live(SocketServer.this));
    }
  }

  /** The endpoint. */
  static final class Live extends Endpoint {
    private final SocketServer server;

    Live(SocketServer server) {
      this.server = server;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(
          new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String message) {
              server.messages.add(message);
              String answer = server.answers.poll();
              if (answer != null) {
                session.getAsyncRemote().sendText(answer);
              }
            }
          });
    }
  }
}
