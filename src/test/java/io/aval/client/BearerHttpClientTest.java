package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aval.client.TokenServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on calls over {@code java.net.http}, seen by the server. */
@Timeout(60)
final class BearerHttpClientTest {
  private static final String REFUSED = "Bearer error=\"invalid_token\"";

  private final TokenServer server;
  private final GivenTokens tokens = new GivenTokens(2);
  private final HttpClient plain =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpClient client;

  @TempDir private Path folder;

  BearerHttpClientTest() throws IOException {
    server = new TokenServer();
    client = BearerHttpClient.of(plain, tokens, server.url());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Answer refusal() {
    return Answer.of(401, "refused", "WWW-Authenticate", REFUSED);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(server.url() + "/notes"));
  }

  private List<String> sent() {
    return server.asked().stream().map(asked -> asked.header("Authorization")).toList();
  }

  @Test
  void putsTheTokenOnCallsToANamedOrigin() throws Exception {
    server.then(Answer.of(200, "hello"), Answer.of(200, "again"));
    assertThat(client.send(request().build(), BodyHandlers.ofString()).body()).isEqualTo("hello");
    assertThat(client.sendAsync(request().build(), BodyHandlers.ofString()).get().body())
        .isEqualTo("again");
    assertThat(sent()).containsExactly("Bearer t1", "Bearer t1");
  }

  @Test
  void putsItOnNoOtherCall() throws Exception {
    server.then(Answer.of(200, "a"), refusal());
    URI other = URI.create("http://localhost:" + server.port() + "/");
    client.send(HttpRequest.newBuilder(other).build(), BodyHandlers.ofString());
    HttpResponse<String> own =
        client.send(
            request().header("authorization", "Basic eA==").build(), BodyHandlers.ofString());
    assertThat(own.statusCode()).isEqualTo(401);
    assertThat(sent()).containsExactly(null, "Basic eA==");
    assertThat(tokens.requests()).isEmpty();
  }

  @Test
  void knowsAnOriginByItsNumber() throws Exception {
    try (TokenServer six = new TokenServer(InetAddress.getByName("::1"))) {
      six.then(Answer.of(200, "six"));
      String url = "http://[::1]:" + six.port();
      HttpClient to = BearerHttpClient.of(plain, tokens, url);
      to.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
      assertThat(six.last().header("Authorization")).isEqualTo("Bearer t1");
    }
  }

  @Test
  void callsOnceMoreWithAnotherTokenWhenTheFirstIsRefused() throws Exception {
    server.then(refusal(), Answer.of(200, "ok"));
    HttpRequest put =
        request().header("X-Own", "kept").PUT(BodyPublishers.ofString("text")).build();
    HttpResponse<String> answer = client.send(put, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(sent()).containsExactly("Bearer t1", "Bearer t2");
    assertThat(server.asked())
        .allMatch(asked -> asked.body().equals("text") && asked.header("X-own").equals("kept"));
  }

  @Test
  void callsOnceMoreWithoutAnybodyWaiting() throws Exception {
    server.then(refusal(), Answer.of(200, "ok"));
    HttpResponse<String> answer =
        client
            .sendAsync(request().build(), BodyHandlers.ofString(), null)
            .get(30, TimeUnit.SECONDS);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(sent()).containsExactly("Bearer t1", "Bearer t2");
  }

  @Test
  void callsOnceMoreAndNotTwice() throws Exception {
    server.then(refusal(), refusal());
    HttpResponse<String> answer = client.send(request().build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("refused");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void givesTheFirstAnswerWithItsBodyWhenThereIsNoOtherToken() throws Exception {
    server.then(refusal(), Answer.of(401, "", "WWW-Authenticate", "Bearer"));
    HttpClient with = BearerHttpClient.of(plain, new GivenTokens(1), server.url());
    HttpResponse<InputStream> answer = with.send(request().build(), BodyHandlers.ofInputStream());
    assertThat(answer.body()).hasContent("refused");
    assertThat(client.send(request().build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(401);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void sendsEachBodyASecondTimeThatBeginsAnew() throws Exception {
    Path file = Files.writeString(folder.resolve("body"), "text");
    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofString("text"),
            BodyPublishers.ofByteArray("text".getBytes(StandardCharsets.UTF_8)),
            BodyPublishers.ofFile(file))) {
      server.then(refusal(), Answer.of(200, "ok"));
      HttpClient with = BearerHttpClient.of(plain, new GivenTokens(2), server.url());
      assertThat(with.send(request().POST(body).build(), BodyHandlers.ofString()).body())
          .isEqualTo("ok");
    }
    assertThat(server.asked()).hasSize(6).allMatch(asked -> asked.body().equals("text"));
  }

  @Test
  void sendsNoBodyASecondTimeThatMayBeUsedUp() throws Exception {
    InputStream once = new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8));
    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofInputStream(() -> once),
            BodyPublishers.fromPublisher(BodyPublishers.ofString("text")),
            BodyPublishers.concat(BodyPublishers.ofString("te"), BodyPublishers.ofString("xt")))) {
      server.then(refusal());
      HttpClient with = BearerHttpClient.of(plain, new GivenTokens(2), server.url());
      assertThat(with.send(request().POST(body).build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void takesNoClientThatFollowsRedirectsAndFollowsNone() throws Exception {
    for (Redirect policy : List.of(Redirect.NORMAL, Redirect.ALWAYS)) {
      HttpClient following = HttpClient.newBuilder().followRedirects(policy).build();
      assertThatThrownBy(() -> BearerHttpClient.of(following, tokens, server.url()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    try (TokenServer elsewhere = new TokenServer()) {
      server.then(Answer.of(307, "", "Location", elsewhere.url()));
      assertThat(client.send(request().build(), BodyHandlers.discarding()).statusCode())
          .isEqualTo(307);
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void tellsTheFutureWhenNoTokenCanBeHad() {
    TokenSource broken =
        request -> {
          throw new TokenException("none");
        };
    HttpClient with = BearerHttpClient.of(plain, broken, server.url());
    CompletableFuture<HttpResponse<Void>> answer =
        with.sendAsync(request().build(), BodyHandlers.discarding());
    assertThat(answer).isCompletedExceptionally();
    assertThatThrownBy(() -> with.send(request().build(), BodyHandlers.discarding()))
        .isInstanceOf(TokenException.class);
    HttpClient anonymous = BearerHttpClient.of(plain, request -> Optional.empty(), server.url());
    server.then(Answer.of(200, ""));
    assertThat(
            anonymous.sendAsync(request().build(), BodyHandlers.discarding()).join().statusCode())
        .isEqualTo(200);
  }

  @Test
  void servesManyCallsAtOnce() {
    int calls = 100;
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      server.then(Answer.of(200, "ok"));
      all.add(client.sendAsync(request().build(), BodyHandlers.ofString()));
    }
    all.forEach(one -> assertThat(one.join().body()).isEqualTo("ok"));
    assertThat(sent()).hasSize(calls).allMatch("Bearer t1"::equals);
  }

  @Test
  void isTheOtherClientInEverythingElse() {
    assertThat(client.version()).isEqualTo(plain.version());
    assertThat(client.followRedirects()).isEqualTo(Redirect.NEVER);
    assertThat(client.sslContext()).isSameAs(plain.sslContext());
    assertThat(client.sslParameters()).isNotNull();
    assertThat(client.cookieHandler()).isEmpty();
    assertThat(client.connectTimeout()).isEmpty();
    assertThat(client.proxy()).isEqualTo(plain.proxy());
    assertThat(client.authenticator()).isEmpty();
    assertThat(client.executor()).isEqualTo(plain.executor());
    assertThat(client.newWebSocketBuilder()).isNotNull();
  }

  /** Else whoever refuses a token could hold the call up for as long as it likes. */
  @Test
  void readsNoRefusalThatIsVeryLong() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer endless = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    endless.setExecutor(threads);
    endless.createContext(
        "/",
        call -> {
          if ("Bearer t2".equals(call.getRequestHeaders().getFirst("Authorization"))) {
            call.sendResponseHeaders(204, -1);
            call.close();
            return;
          }
          call.getResponseHeaders().set("WWW-Authenticate", REFUSED);
          call.sendResponseHeaders(401, 10_000_000);
          call.getResponseBody().write(new byte[100_000]);
          call.getResponseBody().flush();
          awaited(end);
        });
    endless.start();
    try {
      String url = "http://127.0.0.1:" + endless.getAddress().getPort();
      HttpClient client = BearerHttpClient.of(plain, tokens, url);
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    } finally {
      end.countDown();
      endless.stop(0);
      threads.shutdownNow();
    }
  }

  private static void awaited(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
