package io.aval.internal.websocket;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.websocket.IdentityEndpoint;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** Endpoints, good and bad. */
abstract class EndpointSamples {
  @Authenticated
  @Dependent
  @ServerEndpoint("/")
  static class Good {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    public String message(@jakarta.websocket.server.PathParam("x") String x, String text) {
      return text;
    }

    @OnClose
    public void close() {}
  }

  @ServerEndpoint("/")
  static class Unannotated {
    @OnMessage
    public void message(String text) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class WithoutOpen {}

  @Identified
  @ServerEndpoint("/")
  static class OpenWithoutSession {
    @OnOpen
    public void open() {}
  }

  @RolesAllowed("admin")
  @ServerEndpoint("/")
  static class RolesAlone {
    @OnOpen
    public void open(Session session) {}
  }

  @ServerEndpoint("/")
  static class MethodAlone {
    @OnOpen
    @Authenticated
    public void open(Session session) {}
  }

  @Identified
  @ServerEndpoint("/")
  static final class FinalClass {
    @OnOpen
    public void open(Session session) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class FinalMethod {
    @OnOpen
    public final void open(Session session) {}
  }

  @Stateless
  @Identified
  @ServerEndpoint("/")
  static class Bean {
    @OnOpen
    public void open(Session session) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class Primitive {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    public int count(String text) {
      return 1;
    }
  }

  @ApplicationScoped
  @Identified
  @ServerEndpoint("/")
  static class Shared {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    public void message(String text) {}
  }

  @ApplicationScoped
  @Identified
  @ServerEndpoint("/")
  static class SharedButTold {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    public void message(String text, Session session) {}
  }

  @ServerEndpoint("/")
  static class InParts {
    @OnMessage
    public void message(String text, boolean last) {}
  }

  @ServerEndpoint("/")
  static class Read {
    @OnMessage
    public void message(java.io.Reader text) {}
  }

  @ServerEndpoint("/")
  static class Binary {
    @OnMessage
    public void message(Session session, java.io.InputStream bytes) {}
  }

  @ServerEndpoint("/")
  static class BinaryInParts {
    @OnMessage
    public void message(byte[] bytes, boolean last, Session session) {}
  }

  @ServerEndpoint("/")
  static class Numbers {
    @OnMessage
    public void message(boolean yes) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class Private {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    @SuppressWarnings("UnusedMethod") // found by reflection
    private void message(String text) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class PackagePrivate {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    void message(String text) {}
  }

  static class Base<T> {
    @OnOpen
    public void open(Session session) {}

    @OnMessage
    public void message(T text) {}
  }

  static class TextBase extends Base<String> {
    @Override
    @OnMessage
    public void message(String text) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class Overriding extends TextBase {
    @Override
    public void message(String text) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class OverridingGeneric extends Base<String> {
    @Override
    public void message(String text) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class OverridingAloud extends Base<String> {
    @Override
    @OnMessage
    public void message(String text) {}
  }

  interface Listening {
    @OnMessage
    default void message(String text) {}
  }

  @Identified
  @ServerEndpoint("/")
  static class ByInterface implements Listening {
    @OnOpen
    public void open(Session session) {}
  }

  static class Maker extends ServerEndpointConfig.Configurator {
    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new Made());
    }
  }

  static class MakerByInheritance extends Maker {}

  @Identified
  @ServerEndpoint(value = "/", configurator = MakerByInheritance.class)
  static class Made {
    @OnOpen
    public void open(Session session) {}
  }

  static class Looker extends ServerEndpointConfig.Configurator {
    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }
  }

  @Identified
  @ServerEndpoint(value = "/", configurator = Looker.class)
  static class Configured {
    @OnOpen
    public void open(Session session) {}
  }

  @Authenticated
  static class Bare extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {}
  }

  static class BareMethod extends Endpoint {
    @Override
    @RolesAllowed("admin")
    public void onOpen(Session session, EndpointConfig config) {}
  }

  static class Free extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {}
  }

  @Authenticated
  abstract static class HalfDone extends Endpoint {}

  @Authenticated
  static class Guarding extends IdentityEndpoint {
    @Override
    protected void opened(Session session, EndpointConfig config) {}
  }

  static class GettingAround extends Guarding {
    @Override
    public void onClose(Session session, CloseReason reason) {}
  }

  abstract static class Bytes implements Decoder.Binary<Object> {}

  @ServerEndpoint(value = "/", decoders = Bytes.class)
  static class NumbersBesideBinary {
    @OnMessage
    public void message(Integer number) {}
  }
}
