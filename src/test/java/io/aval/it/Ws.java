package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A client of the application's WebSockets, by the JDK alone. */
final class Ws implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final int PATIENCE = 20; // seconds

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private volatile Instant closedAt = Instant.MAX;
  private volatile WebSocket socket;

  private Ws() {}

  /** Connects, with whatever the test adds to the handshake. */
  static Ws connect(URL base, String path, UnaryOperator<WebSocket.Builder> handshake) {
    return start(base, path, handshake).join();
  }

  static CompletableFuture<Ws> start(
      URL base, String path, UnaryOperator<WebSocket.Builder> handshake) {
    Ws client = new Ws();
    WebSocket.Builder builder =
        CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE));
    URI address = URI.create(base.toString().replaceFirst("^http", "ws") + path);
    return handshake
        .apply(builder)
        .buildAsync(address, client)
        .thenApply(
            socket -> {
              client.socket = socket;
              return client;
            });
  }

  static Ws connect(URL base, String path) {
    return connect(base, path, it -> it);
  }

  /** Connects with the token in the header. */
  static Ws connect(URL base, String path, String token) {
    return connect(base, path, it -> it.header("Authorization", "Bearer " + token));
  }

  /** Tries to connect, and gives the answer that is no WebSocket. */
  static HttpResponse<?> refused(
      URL base, String path, UnaryOperator<WebSocket.Builder> handshake) {
    try {
      connect(base, path, handshake).close();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse();
      }
      throw e;
    }
    throw new AssertionError("the connection was opened");
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  Ws send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  Ws send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /** Says by {@code Authenticate} who it is. */
  Ws authenticate(String token, int baseVersion) {
    return send(
        "{\"type\":\"Authenticate\",\"tokenType\":\"User\",\"value\":\""
            + token
            + "\",\"baseVersion\":"
            + baseVersion
            + "}");
  }

  Ws signOut() {
    return send("{\"type\":\"Authenticate\",\"tokenType\":\"None\"}");
  }

  /** The next message, waited for. */
  String next() {
    try {
      String text = received.poll(PATIENCE, TimeUnit.SECONDS);
      assertThat(text).as("a message; closed: " + closed.getNow("not")).isNotNull();
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Ws expect(String... messages) {
    for (String message : messages) {
      assertThat(next()).isEqualTo(message);
    }
    return this;
  }

  /** The next message is the acknowledgement of that version. */
  Ws acknowledged(int version) {
    assertThat(next())
        .matches(
            "\\{\"type\":\"Authenticated\",\"identityVersion\":"
                + version
                + "(,\"expiresAt\":\"[0-9T:Z.-]+\")?}");
    return this;
  }

  Ws error(String code, int baseVersion, boolean attempted) {
    assertThat(next())
        .startsWith("{\"type\":\"AuthError\",\"code\":\"" + code + "\",\"detail\":\"")
        .endsWith(
            "\",\"baseVersion\":" + baseVersion + ",\"authUpdateAttempted\":" + attempted + "}");
    return this;
  }

  /** Code and reason with which the server closed, waited for. */
  String closed() {
    try {
      return closed.get(PATIENCE, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("still open; received " + received, e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** When the server closed it. */
  Instant closedAt() {
    return closedAt;
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  /** What came and was not asked for. */
  List<String> rest() {
    return new ArrayList<>(received);
  }

  /** Breaks the connection, as a network does. */
  void abort() {
    socket.abort();
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    received.add(StandardCharsets.UTF_8.decode(data).toString());
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closedAt = Instant.now();
    closed.complete((code + " " + reason).strip());
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete("broken");
  }

  @Override
  public void close() {
    if (isOpen() && !socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
  }
}
