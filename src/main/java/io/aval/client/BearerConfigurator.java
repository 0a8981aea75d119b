package io.aval.client;

import jakarta.websocket.ClientEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Puts a token into the handshake of a Jakarta WebSocket client:
 *
 * <pre>{@code
 * ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
 *     .configurator(BearerConfigurator.of(auth, uri)).build();
 * container.connectToServer(endpoint, config, uri);
 * }</pre>
 *
 * <p>For one URI, because a container tells a configurator nothing of where a handshake goes. A
 * header that is there already stays.
 */
public final class BearerConfigurator extends ClientEndpointConfig.Configurator {
  private final SocketAuth auth;
  private final URI uri;

  private BearerConfigurator(SocketAuth auth, URI uri) {
    this.auth = auth;
    this.uri = uri;
  }

  /**
   * Makes the configurator.
   *
   * @param auth where tokens come from, and who gets them
   * @param uri what will be connected to; of none of the origins: the handshake gets no token
   * @return the configurator
   */
  public static BearerConfigurator of(SocketAuth auth, URI uri) {
    return new BearerConfigurator(auth, uri);
  }

  @Override
  public void beforeRequest(Map<String, List<String>> headers) {
    boolean callersOwn =
        headers.keySet().stream().anyMatch(BearerRules.AUTHORIZATION::equalsIgnoreCase);
    if (!callersOwn) {
      auth.headerFor(uri)
          .ifPresent(value -> headers.put(BearerRules.AUTHORIZATION, List.of(value)));
    }
  }
}
