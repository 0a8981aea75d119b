package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to a real server, with the clients of Jakarta WebSocket and of the JDK. */
@Timeout(60)
final class SocketAuthTest {
  private static final String T1 =
      "{\"type\":\"Authenticate\",\"tokenType\":\"User\",\"value\":\"t1\",\"baseVersion\":0}";

  private final SocketServer server;
  private final GivenTokens tokens = new GivenTokens(9);
  private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final AtomicReference<LiveToken> live = new AtomicReference<>();

  SocketAuthTest() throws Exception {
    server = new SocketServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String acknowledged(int version, String expiry) {
    return "{\"type\":\"Authenticated\",\"identityVersion\":" + version + expiry + "}";
  }

  private static String inSeconds(long millis) {
    return ",\"expiresAt\":\"" + Instant.now().plusMillis(millis) + "\"";
  }

  private static String refusal(boolean attempted) {
    return "{\"type\":\"AuthError\",\"code\":\"EXPIRED\",\"detail\":\"d\",\"baseVersion\":0,"
        + "\"authUpdateAttempted\":"
        + attempted
        + "}";
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return queue.poll(30, TimeUnit.SECONDS);
  }

  private Session connect(SocketAuth auth) throws Exception {
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .configurator(BearerConfigurator.of(auth, server.uri()))
            .build();
    Endpoint endpoint =
        new Endpoint() {
          @Override
          public void onOpen(Session session, EndpointConfig unused) {
            live.set(
                auth.open(
                    server.uri(), text -> session.getAsyncRemote().sendText(text), refusals::add));
            session.addMessageHandler(
                new MessageHandler.Whole<String>() {
                  @Override
                  public void onMessage(String text) {
                    if (!live.get().takes(text)) {
                      texts.add(text);
                    }
                  }
                });
          }
        };
    return ContainerProvider.getWebSocketContainer()
        .connectToServer(endpoint, config, server.uri());
  }

  @Test
  void showsTheTokenInTheHandshakeAndAtOnceInBand() throws Exception {
    server.then(acknowledged(3, ""), "hello");
    try (SocketAuth auth = SocketAuth.of(tokens, server.origin());
        Session session = connect(auth)) {
      assertThat(next(server.handshakes())).isEqualTo("Bearer t1");
      assertThat(next(server.messages())).isEqualTo(T1);
      session.getAsyncRemote().sendText("hi");
      assertThat(next(texts)).as("only the application's").isEqualTo("hello");
      assertThat(live.get().identityVersion()).isEqualTo(3);
    }
  }

  @Test
  void renewsAheadOfTheExpiryThatTheServerTells() throws Exception {
    server.then(acknowledged(1, inSeconds(5_100)), acknowledged(2, ""));
    Instant start = Instant.now();
    try (SocketAuth auth = SocketAuth.of(tokens, server.origin());
        Session session = connect(auth)) {
      assertThat(next(server.messages())).isEqualTo(T1);
      assertThat(next(server.messages()))
          .isEqualTo(T1.replace("t1", "t2").replace("\"baseVersion\":0", "\"baseVersion\":1"));
      // Ahead of the expiry: the connection that the server will end then is still the first.
      assertThat(Instant.now()).isAfter(start.plusMillis(1_000));
      assertThat(session.isOpen()).isTrue();
      assertThat(refusals).isEmpty();
    }
  }

  @Test
  void triesOnceMoreWithAnotherTokenAndThenTells() throws Exception {
    server.then(refusal(true), refusal(true));
    try (SocketAuth auth = SocketAuth.of(tokens, server.origin());
        Session session = connect(auth)) {
      assertThat(next(server.messages())).contains("\"t1\"");
      assertThat(next(server.messages())).contains("\"t2\"");
      assertThat(next(refusals)).isEqualTo("EXPIRED");
      session.getAsyncRemote().sendText("end");
      assertThat(next(server.messages())).as("and no third attempt").isEqualTo("end");
    }
  }

  @Test
  void sendsNothingForARefusalOfOneOfTheApplicationsMessages() throws Exception {
    server.then(acknowledged(1, ""), refusal(false), "hello");
    try (SocketAuth auth = SocketAuth.of(tokens, server.origin());
        Session session = connect(auth)) {
      assertThat(next(server.messages())).isEqualTo(T1);
      session.getAsyncRemote().sendText("one");
      assertThat(next(server.messages())).isEqualTo("one");
      session.getAsyncRemote().sendText("two");
      assertThat(next(server.messages())).isEqualTo("two");
      assertThat(next(texts)).isEqualTo("hello");
      assertThat(refusals).isEmpty();
    }
  }

  @Test
  void saysThatNobodyIsSignedIn() throws Exception {
    try (SocketAuth auth = SocketAuth.of(request -> Optional.empty(), server.origin());
        Session session = connect(auth)) {
      assertThat(next(server.handshakes())).isEqualTo("none");
      assertThat(next(server.messages()))
          .contains("\"tokenType\":\"None\"")
          .doesNotContain("value");
      assertThat(session.isOpen()).isTrue();
    }
  }

  @Test
  void tellsWhenNoTokenCanBeHad() throws Exception {
    TokenSource broken =
        request -> {
          throw new TokenException("the issuer is down");
        };
    try (SocketAuth auth = SocketAuth.of(broken, server.origin());
        LiveToken token = auth.open(server.uri(), texts::add, refusals::add)) {
      assertThat(next(refusals)).isEqualTo("the issuer is down");
      assertThat(texts).isEmpty();
      assertThat(token.identityVersion()).isZero();
    }
  }

  @Test
  void worksOverTheClientOfTheJdk() throws Exception {
    server.then(acknowledged(1, ""), "hello");
    AtomicReference<LiveToken> token = new AtomicReference<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (!token.get().takes(data.toString())) {
              texts.add(data.toString());
            }
            socket.request(1);
            return null;
          }

          @Override
          public void onOpen(WebSocket socket) {
            // Nothing is asked for before the token is there to see it.
          }
        };
    try (SocketAuth auth = SocketAuth.of(tokens, server.origin())) {
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(server.uri(), listener)
              .join();
      token.set(auth.open(server.uri(), text -> sendAlone(socket, text), refusals::add));
      socket.request(1);
      assertThat(next(server.messages())).isEqualTo(T1);
      sendAlone(socket, "hi");
      assertThat(next(texts)).isEqualTo("hello");
      assertThat(token.get().identityVersion()).isEqualTo(1);
      socket.abort();
    }
  }

  /** The JDK's takes one message at a time. */
  private static void sendAlone(WebSocket socket, String text) {
    synchronized (socket) {
      socket.sendText(text, true).join();
    }
  }

  @Test
  void givesNoTokenToAnotherOrigin() {
    try (SocketAuth auth = SocketAuth.of(tokens, "wss://notes.example.com")) {
      assertThatThrownBy(() -> auth.open(server.uri(), texts::add, refusals::add))
          .isInstanceOf(IllegalArgumentException.class);
      Map<String, List<String>> headers = new HashMap<>();
      BearerConfigurator.of(auth, server.uri()).beforeRequest(headers);
      assertThat(headers).isEmpty();
      URI named = URI.create("wss://notes.example.com/live");
      headers.put("authorization", List.of("Basic eA=="));
      BearerConfigurator.of(auth, named).beforeRequest(headers);
      assertThat(headers).hasSize(1);
      headers.clear();
      BearerConfigurator.of(auth, named).beforeRequest(headers);
      assertThat(headers).containsEntry("Authorization", List.of("Bearer t1"));
    }
  }

  @Test
  void leavesTheApplicationItsOwnMessages() {
    try (SocketAuth auth = SocketAuth.of(tokens, server.origin());
        LiveToken token = auth.open(server.uri(), texts::add, refusals::add)) {
      for (String text :
          List.of(
              "",
              "hello",
              "{\"type\":\"Authorship\"}",
              "{\"kind\":\"Authenticated\"}",
              "{\"type\":\"Authenticated\"",
              "[\"Authenticated\"]",
              "{\"type\":\"AuthError\",\"x\":\"" + "x".repeat(8_192) + "\"}")) {
        assertThat(token.takes(text)).as(text).isFalse();
      }
      assertThat(token.takes("{\"type\":\"Authenticated\",\"expiresAt\":\"soon\"}")).isTrue();
    }
  }

  @Test
  void sendsNothingAfterItsEnd() {
    SocketAuth auth = SocketAuth.of(tokens, server.origin());
    auth.close();
    try (LiveToken token = auth.open(server.uri(), texts::add, refusals::add)) {
      assertThat(token.takes(refusal(true))).isTrue();
      assertThat(texts).isEmpty();
    }
  }
}
