package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many connections at once, and never a wrong identity. */
@ExtendWith(ArquillianExtension.class)
class SocketManyIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final int MANY = 1000;
  private static final int AT_ONCE = 50;
  private static final Duration INTERLEAVED =
      Duration.ofSeconds(Integer.getInteger("it.interleaved.seconds", 10));

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("socket-many")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.websocket.authenticate-rate", "6000")
        .parameter("aval.websocket.authenticate-within", "2m")
        .archive();
  }

  private static String token(String subject, int number) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", subject)
        .claim("jti", subject + "-" + number)
        .fromNow("exp", 3600)
        .sign();
  }

  @Test
  void renewsAThousandAtOnce() {
    List<String> first = tokens(1);
    List<String> second = tokens(2);
    List<Ws> open = new ArrayList<>();
    while (open.size() < MANY) {
      List<CompletableFuture<Ws>> some =
          IntStream.range(0, AT_ONCE).mapToObj(i -> Ws.start(base, "protected", it -> it)).toList();
      some.forEach(one -> open.add(one.join()));
    }
    each(open, (ws, i) -> ws.authenticate(first.get(i), 0));
    each(open, (ws, i) -> ws.acknowledged(1).expect("opened by user-" + i));
    each(open, (ws, i) -> ws.authenticate(second.get(i), 1));
    each(open, (ws, i) -> ws.send("hello"));
    each(open, (ws, i) -> ws.acknowledged(2).expect("hello from user-" + i));
    each(open, (ws, i) -> ws.close());
  }

  private static List<String> tokens(int number) {
    return IntStream.range(0, MANY)
        .parallel()
        .mapToObj(user -> token("user-" + user, number))
        .toList();
  }

  private interface Step {
    void with(Ws ws, int index);
  }

  private static void each(List<Ws> all, Step step) {
    for (int i = 0; i < all.size(); i++) {
      step.with(all.get(i), i);
    }
  }

  @Test
  void neverMixesUpTwoUsersOnInterleavedConnections() throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Instant end = Instant.now().plus(INTERLEAVED);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String path = List.of("protected", "open", "shared", "programmatic").get(i / 2);
        String user = i % 2 == 0 ? "ann" : "bob";
        running.add(threads.submit(() -> converse(path, user, end, wrong)));
      }
      int messages = 0;
      for (Future<Integer> one : running) {
        messages += one.get();
      }
      assertThat(messages).isGreaterThan(500);
    } finally {
      threads.shutdownNow();
    }
    assertThat(wrong).isEmpty();
  }

  /** Talks on two connections in turn: one that began with the token, one that got it later. */
  private int converse(String path, String user, Instant end, Queue<String> wrong) {
    int messages = 0;
    while (Instant.now().isBefore(end)) {
      Ws given = Ws.connect(base, path, token(user, 0));
      Ws later = Ws.connect(base, path).authenticate(token(user, 1), 0);
      skipGreetings(path, given, later);
      for (int i = 1; i <= 50 && Instant.now().isBefore(end); i++) {
        for (Ws ws : List.of(given, later)) {
          if (i % 10 == 0) {
            ws.authenticate(token(user, i), 0);
            assertThat(ws.next()).contains("Authenticated");
          }
          ws.send("m" + i);
          String answer = ws.next();
          if (!answer.equals("m" + i + " from " + user)) {
            wrong.add(path + " as " + user + ": " + answer);
          }
          messages++;
        }
      }
      given.close();
      later.close();
    }
    return messages;
  }

  private static void skipGreetings(String path, Ws given, Ws later) {
    int greetings = path.equals("shared") ? 0 : 1;
    for (int i = 0; i < greetings; i++) {
      assertThat(given.next()).startsWith("opened by ");
    }
    for (int i = 0; i < greetings + 1; i++) {
      assertThat(later.next()).matches("opened by .*|.*\"Authenticated\".*");
    }
  }
}
