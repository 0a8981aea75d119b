package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.RefusalCases;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The token in a WebSocket's handshake: each place, each refusal, and pages of other origins. */
@ExtendWith(ArquillianExtension.class)
class SocketHandshakeIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  /** Payara answers longer headers itself. */
  private static final int LONGEST_ON_PAYARA = 7000;

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("socket-handshake")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .parameters(RefusalCases.configuration(ISSUER.jwksUri().toString()))
        .parameter("aval.providers.oidc.domain", ISSUER.issuer())
        .parameter("aval.providers.oidc.application-id", "app")
        .parameter("aval.token-sources", "header,cookie:session")
        .parameter("aval.allowed-origins", "https://friend.test")
        .archive();
  }

  private static TestTokens token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now());
  }

  private String own() {
    return "http://" + base.getHost() + ":" + base.getPort();
  }

  private static UnaryOperator<WebSocket.Builder> header(String token) {
    return it -> it.header("Authorization", "Bearer " + token);
  }

  private static UnaryOperator<WebSocket.Builder> cookie(String token, String origin) {
    return it -> it.header("Cookie", "session=" + token).header("Origin", origin);
  }

  @Test
  void takesTheTokenFromHeaderCookieAndSubprotocol() {
    String token = token().sign();
    for (String path : List.of("open", "protected")) {
      try (Ws ws = Ws.connect(base, path, token)) {
        ws.expect("opened by user-1").send("hello").expect("hello from user-1");
      }
      try (Ws ws = Ws.connect(base, path, cookie(token, own()))) {
        ws.expect("opened by user-1").send("hello").expect("hello from user-1");
      }
      try (Ws ws = Ws.connect(base, path, it -> it.subprotocols("aval", "aval.bearer." + token))) {
        ws.expect("opened by user-1").send("hello").expect("hello from user-1");
        assertThat(ws.subprotocol()).isEqualTo("aval");
      }
    }
    try (Ws ws = Ws.connect(base, "open")) {
      ws.expect("opened by nobody").send("hello").expect("hello from nobody");
    }
  }

  @Test
  void selectsTheApplicationsSubprotocolAndHidesTheTokens() {
    String token = token().sign();
    try (Ws ws =
        Ws.connect(base, "open", it -> it.subprotocols("aval.bearer." + token, "aval", "chat"))) {
      ws.expect("opened by user-1");
      assertThat(ws.subprotocol()).isEqualTo("chat");
    }
    try (Ws ws = Ws.connect(base, "open", it -> it.subprotocols("aval.bearer." + token))) {
      ws.expect("opened by user-1");
      assertThat(ws.subprotocol()).isEmpty();
    }
    try (Ws ws =
        Ws.connect(base, "configured", it -> it.subprotocols("x", "aval.bearer." + token))) {
      assertThat(ws.next()).isEqualTo("user-1 offers [x], opened by user-1");
    }
    try (Ws ws = Ws.connect(base, "configured", it -> it.subprotocols("aval.bearer." + token))) {
      assertThat(ws.next()).matches("user-1 offers (null|\\[])?, opened by user-1");
    }
  }

  @Test
  void refusesBadTokensByHttpWithTheirReason() {
    for (RefusalCases.Case row : RefusalCases.all()) {
      String token = row.make(ISSUER.current(), Instant.now());
      if (token.length() > LONGEST_ON_PAYARA && !Server.current().isWildFly()) {
        continue;
      }
      if (row.expected().isPresent()) {
        check(row.toString(), header(token), row.expected().get());
        if (token.matches("[A-Za-z0-9_.-]+")) {
          check(
              row.toString(),
              it -> it.subprotocols("aval", "aval.bearer." + token),
              row.expected().get());
        }
      } else {
        Ws.connect(base, "protected", token).expect("opened by user-1").close();
      }
    }
  }

  private void check(String what, UnaryOperator<WebSocket.Builder> handshake, Reason reason) {
    for (String path : List.of("open", "protected", "unannotated")) {
      HttpResponse<?> answer = Ws.refused(base, path, handshake);
      assertThat(answer.statusCode()).as(what + " at " + path).isEqualTo(reason.getStatus());
      if (reason.getStatus() == 401) {
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
            .as(what)
            .contains(reason.getDetail());
      }
      assertThat(answer.headers().toString()).doesNotContain("aval.bearer");
    }
  }

  @Test
  void refusesBrokenHandshakes() {
    String token = token().sign();
    for (UnaryOperator<WebSocket.Builder> handshake :
        List.<UnaryOperator<WebSocket.Builder>>of(
            it -> header(token).apply(it).subprotocols("aval", "aval.bearer." + token),
            it -> it.subprotocols("aval.bearer." + token, "aval.bearer.x" + token),
            it -> it.subprotocols("aval", "aval.bearer."),
            it -> it.subprotocols("aval", "aval.bearer.!"),
            it -> it.header("Authorization", "Bearer a b"))) {
      assertThat(Ws.refused(base, "open", handshake).statusCode()).isEqualTo(400);
    }
    String cookie = "session=" + token().fromNow("exp", -600).sign();
    try (Ws ws =
        Ws.connect(
            base,
            "open",
            it -> it.header("Cookie", cookie).subprotocols("aval", "aval.bearer." + token))) {
      ws.expect("opened by user-1"); // what the page says counts, not what the browser adds
    }
  }

  @Test
  void opensNothingForPagesOfOtherOrigins() {
    String token = token().sign();
    List<UnaryOperator<WebSocket.Builder>> places =
        List.of(
            it -> it,
            header(token),
            it -> it.header("Cookie", "session=" + token),
            it -> it.subprotocols("aval", "aval.bearer." + token));
    for (UnaryOperator<WebSocket.Builder> place : places) {
      for (String path : List.of("open", "unannotated")) {
        for (String origin : List.of("https://evil.test", "null", own() + "0")) {
          HttpResponse<?> answer =
              Ws.refused(base, path, it -> place.apply(it).header("Origin", origin));
          assertThat(answer.statusCode()).isEqualTo(403);
        }
        Ws.connect(base, path, it -> place.apply(it).header("Origin", own())).close();
        Ws.connect(base, path, it -> place.apply(it).header("Origin", "https://friend.test"))
            .close();
      }
    }
    assertThat(Ws.refused(base, "open", it -> it.header("Cookie", "session=" + token)).statusCode())
        .as("a cookie without an origin")
        .isEqualTo(403);
  }

  @Test
  void letsNoTokenIntoTheLog() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (long exp : new long[] {60, -600}) {
      String token = token().fromNow("exp", exp).claim("jti", "handshake " + exp).sign();
      tokens.add(token);
      UnaryOperator<WebSocket.Builder> subprotocol =
          it -> it.subprotocols("aval", "aval.bearer." + token);
      for (String path : List.of("open", "protected", "no-such-endpoint")) {
        for (UnaryOperator<WebSocket.Builder> handshake :
            List.of(subprotocol, header(token), cookie(token, own()))) {
          try {
            Ws.connect(base, path, handshake).close();
          } catch (RuntimeException refused) {
            assertThat(refused.toString()).doesNotContain(token);
          }
        }
      }
    }
    String log = Server.current().log();
    for (String token : tokens) {
      boolean found = log.contains(token) || log.contains(token.split("\\.")[1]);
      assertThat(found).as("the log has a part of a token").isFalse();
    }
  }
}
