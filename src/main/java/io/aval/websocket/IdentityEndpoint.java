package io.aval.websocket;

import io.aval.internal.websocket.ProgrammaticCalls;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/**
 * A programmatic WebSocket endpoint with an identity: in each of its callbacks the injected {@link
 * io.aval.UserIdentity} and {@link io.aval.IdentityProvider} answer for whoever speaks at that
 * moment.
 *
 * <p>Extend it where otherwise {@link Endpoint} would be extended, and register it as usual with a
 * {@code ServerApplicationConfig}. {@link io.aval.Authenticated}, {@link io.aval.RequiresScope},
 * {@link io.aval.StepUp} and the standard annotations for roles count on the subclass and on the
 * methods that it overrides here; a method's annotation beats the class's. Clients authenticate in
 * the handshake, or in band by text messages that {@link #text} never sees; with an annotation that
 * asks for an identity, {@link #opened} waits for one. Message handlers that the application adds
 * to the session itself run without an identity and unguarded: override {@link #text} and {@link
 * #binary} in their place.
 *
 * <p>The server makes one instance per connection. It calls the methods of one connection one after
 * the other, except that {@link #closed} and {@link #failed} may come at any time.
 */
public abstract class IdentityEndpoint extends Endpoint {
  private final ProgrammaticCalls calls = new ProgrammaticCalls(IdentityEndpoint.class, getClass());

  /** Creates an endpoint. */
  protected IdentityEndpoint() {}

  /**
   * The connection is open, and there is the identity that the annotations ask for.
   *
   * @param session the connection
   * @param config the endpoint's configuration
   * @throws Exception any failure, which {@link #failed} gets; an {@link io.aval.IdentityException}
   *     closes the connection with its reason
   */
  protected abstract void opened(Session session, EndpointConfig config) throws Exception;

  /**
   * A whole text message came. Does nothing unless overridden.
   *
   * @param session the connection
   * @param message the message, never one of Aval's
   * @throws Exception any failure, which {@link #failed} gets; an {@link io.aval.IdentityException}
   *     is answered with an {@code AuthError}
   */
  protected void text(Session session, String message) throws Exception {}

  /**
   * A whole binary message came. Does nothing unless overridden.
   *
   * @param session the connection
   * @param message the message
   * @throws Exception as {@link #text}
   */
  protected void binary(Session session, ByteBuffer message) throws Exception {}

  /**
   * The connection is closed; called only after {@link #opened}, whatever the annotations ask. Does
   * nothing unless overridden.
   *
   * @param session the connection
   * @param reason why; code 4401 and the name of an {@link io.aval.Reason} where Aval closed it
   * @throws Exception any failure, which the server logs
   */
  protected void closed(Session session, CloseReason reason) throws Exception {}

  /**
   * Something failed on the connection; called only after {@link #opened}, whatever the annotations
   * ask. Does nothing unless overridden.
   *
   * @param session the connection
   * @param thrown what failed
   * @throws Exception any failure, which the server logs
   */
  protected void failed(Session session, Throwable thrown) throws Exception {}

  /** Aval's own; a deployment that overrides it is refused. */
  @Override
  public void onOpen(Session session, EndpointConfig config) {
    calls.open(session, () -> opened(session, config));
    calls.listen(session, text -> text(session, text), bytes -> binary(session, bytes));
  }

  /** Aval's own; a deployment that overrides it is refused. */
  @Override
  public void onClose(Session session, CloseReason reason) {
    calls.closed(session, reason, why -> closed(session, why));
  }

  /** Aval's own; a deployment that overrides it is refused. */
  @Override
  public void onError(Session session, Throwable thrown) {
    calls.failed(session, () -> failed(session, thrown));
  }
}
