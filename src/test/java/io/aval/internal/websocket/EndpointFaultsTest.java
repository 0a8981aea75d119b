package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Authenticated;
import io.aval.Identified;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.junit.jupiter.api.Test;

final class EndpointFaultsTest {

  private static void isRefused(Class<?> endpoint, String because) {
    assertThat(EndpointFaults.in(endpoint).orElse("accepted"))
        .startsWith("Aval: the WebSocket endpoint " + endpoint.getName() + " ")
        .contains(because)
        .endsWith(".");
  }

  @Test
  void acceptsWhatCanBeGuarded() {
    for (Class<?> endpoint : new Class<?>[] {Good.class, Unannotated.class, SharedButTold.class}) {
      assertThat(EndpointFaults.in(endpoint)).as(endpoint.getName()).isEmpty();
    }
  }

  @Test
  void refusesAnOpeningThatDoesNotTellTheSession() {
    isRefused(WithoutOpen.class, "needs an @OnOpen method with a jakarta.websocket.Session");
    isRefused(OpenWithoutSession.class, "needs an @OnOpen method with a jakarta.websocket.Session");
  }

  @Test
  void refusesAnnotationsThatSomeServersDoNotSee() {
    isRefused(RolesAlone.class, "@Authenticated or @Identified on the class itself");
    isRefused(MethodAlone.class, "@Authenticated or @Identified on the class itself");
  }

  @Test
  void refusesWhatCannotBeIntercepted() {
    isRefused(FinalClass.class, "is final");
    isRefused(FinalMethod.class, "is final");
    isRefused(Bean.class, "is an enterprise bean");
    isRefused(Primitive.class, "must not return a primitive type from its method count");
  }

  @Test
  void refusesASharedInstanceThatCannotTellItsConnectionsApart() {
    isRefused(Shared.class, "its method message needs a jakarta.websocket.Session parameter");
  }

  @Test
  void knowsWhatBecomesOfTextMessages() {
    assertThat(text(Good.class)).isEqualTo(TextUse.WHOLE);
    assertThat(text(WithoutOpen.class)).isEqualTo(TextUse.NONE);
    assertThat(text(InParts.class)).isEqualTo(TextUse.FOREIGN);
    assertThat(text(Read.class)).isEqualTo(TextUse.FOREIGN);
    assertThat(text(Binary.class)).isEqualTo(TextUse.NONE);
    assertThat(text(BinaryInParts.class)).isEqualTo(TextUse.NONE);
    assertThat(text(Numbers.class)).isEqualTo(TextUse.FOREIGN);
  }

  private static TextUse text(Class<?> endpoint) {
    return EndpointPlan.of(endpoint).orElseThrow().text();
  }

  @Test
  void findsTheEndpointBehindAProxysClass() {
    assertThat(EndpointPlan.of(new Good() {}.getClass()).orElseThrow().type())
        .isEqualTo(Good.class);
    assertThat(EndpointPlan.of(String.class)).isEmpty();
  }

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
}
