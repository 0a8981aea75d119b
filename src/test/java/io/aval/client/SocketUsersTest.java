package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose token a connection gets, and what becomes of it when there is no other one. */
@Timeout(60)
final class SocketUsersTest {
  private static final URI NOTES = URI.create("wss://notes.example.com/live");
  private static final String REFUSAL =
      "{\"type\":\"AuthError\",\"code\":\"EXPIRED\",\"authUpdateAttempted\":true}";

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
  private final AtomicInteger fetched = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void end() {
    end.countDown();
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return queue.poll(30, TimeUnit.SECONDS);
  }

  private TokenSource tokensOf(Supplier<Optional<String>> user) {
    TokenFetch fetch =
        (name, template) ->
            Optional.of(
                AccessToken.lasting(name + fetched.incrementAndGet(), Duration.ofMinutes(10)));
    return TokenSource.of(fetch.forUser(user));
  }

  private static SocketAuth auth(TokenSource tokens) {
    return SocketAuth.of(tokens, "wss://notes.example.com");
  }

  @Test
  void eachConnectionIsOfTheUserWhoOpenedIt() throws Exception {
    ThreadLocal<String> user = new InheritableThreadLocal<>();
    try (TokenSource tokens = tokensOf(() -> Optional.ofNullable(user.get()));
        SocketAuth auth = auth(tokens.withTemplate("convex"))) {
      user.set("ada");
      try (LiveToken adas = auth.open(NOTES, sent::add, refusals::add)) {
        assertThat(next(sent)).contains("\"ada1\"");
        user.set("grace");
        try (LiveToken graces = auth.open(NOTES, sent::add, refusals::add)) {
          assertThat(next(sent)).contains("\"grace2\"");
          user.remove();
          adas.takes(REFUSAL);
          assertThat(next(sent)).contains("\"ada3\"");
          assertThat(graces.identityVersion()).isZero();
        }
      }
    }
    assertThat(refusals).isEmpty();
  }

  @Test
  void theThreadsInheritNothingFromWhoeverOpensTheFirst() throws Exception {
    InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
    TokenSource own = request -> Optional.of("token of " + user.get());
    try (SocketAuth auth = auth(own)) {
      user.set("ada");
      try (LiveToken token = auth.open(NOTES, sent::add, refusals::add)) {
        assertThat(next(sent)).contains("token of null");
        assertThat(token.identityVersion()).isZero();
      }
    } finally {
      user.remove();
    }
  }

  @Test
  void theCallersTokenIsTakenAlongWhenAConnectionIsOpened() throws Exception {
    AtomicReference<Optional<String>> current = new AtomicReference<>(Optional.of("callers"));
    try (SocketAuth auth = auth(new Caller(current));
        LiveToken token = auth.open(NOTES, sent::add, refusals::add)) {
      assertThat(next(sent)).contains("\"callers\"");
      assertThat(token.identityVersion()).isZero();
      current.set(Optional.empty());
      assertThatThrownBy(() -> auth.open(NOTES, sent::add, refusals::add))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void anExchangeOfTheCallersTokenIsOfThatCallerToo() {
    AtomicReference<Optional<String>> current = new AtomicReference<>(Optional.of("callers"));
    OAuthClient sso = OAuthClient.ofTokenEndpoint("https://sso.example.com/t").withoutSecret("a");
    OAuthGrant exchange = sso.tokenExchange(new Caller(current));
    Supplier<Optional<String>> user = exchange.capturedUser();
    current.set(Optional.of("another's"));
    assertThat(user.get()).hasValue("callers");
    assertThat(exchange.user()).as("asked anew").isEqualTo(current.get());
  }

  @Test
  void aTokenThatIsRefusedWhenThereIsNoOtherIsNoSigningOut() throws Exception {
    AtomicReference<Optional<String>> current = new AtomicReference<>(Optional.of("callers"));
    try (SocketAuth auth = auth(new Caller(current));
        LiveToken token = auth.open(NOTES, sent::add, refusals::add)) {
      assertThat(next(sent)).contains("\"callers\"");
      token.takes(REFUSAL);
      assertThat(next(refusals)).isEqualTo("EXPIRED");
      assertThat(sent).isEmpty();
    }
  }

  @Test
  void aRenewalForWhichThereIsNoOtherTokenGivesNothingUp() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    TokenSource same =
        request -> {
          asked.add(request.refused() == null ? "any" : "other");
          return Optional.of("t").filter(text -> !text.equals(request.refused()));
        };
    try (SocketAuth auth = auth(same);
        LiveToken token = auth.open(NOTES, sent::add, refusals::add)) {
      assertThat(next(sent)).contains("\"t\"");
      String expiry = Instant.now().plusMillis(5_100).toString();
      token.takes(
          "{\"type\":\"Authenticated\",\"identityVersion\":1,\"expiresAt\":\"" + expiry + "\"}");
      assertThat(next(asked)).isEqualTo("any");
      assertThat(next(asked)).isEqualTo("other");
      assertThat(next(asked)).as("whether somebody is signed in").isEqualTo("any");
      assertThat(next(asked)).as("tried again").isEqualTo("other");
      assertThat(sent).isEmpty();
      assertThat(refusals).isEmpty();
    }
  }

  @Test
  void whoSignsOutGivesTheIdentityUp() throws Exception {
    AtomicReference<Optional<String>> now = new AtomicReference<>(Optional.of("t"));
    try (SocketAuth auth = auth(request -> now.get());
        LiveToken token = auth.open(NOTES, sent::add, refusals::add)) {
      assertThat(next(sent)).contains("\"t\"");
      now.set(Optional.empty());
      token.takes(REFUSAL);
      assertThat(next(sent)).contains("\"None\"");
    }
  }

  @Test
  void aConnectionThatBlocksHoldsUpNoOther() throws Exception {
    try (SocketAuth auth = auth(request -> Optional.of("t"))) {
      CountDownLatch stuck = new CountDownLatch(1);
      LiveToken slow =
          auth.open(
              NOTES,
              text -> {
                stuck.countDown();
                awaitEnd();
              },
              refusals::add);
      stuck.await();
      try (LiveToken quick = auth.open(NOTES, sent::add, refusals::add)) {
        assertThat(next(sent)).contains("\"t\"");
        assertThat(quick.identityVersion()).isZero();
      }
      slow.close();
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As the injected one: knows the caller on the thread that serves the call only. */
  private record Caller(AtomicReference<Optional<String>> current, Thread thread)
      implements CallerTokenSource {
    Caller(AtomicReference<Optional<String>> current) {
      this(current, Thread.currentThread());
    }

    @Override
    public Optional<String> getToken(TokenRequest request) {
      if (Thread.currentThread() != thread || current.get().isEmpty()) {
        throw new IllegalStateException("no call");
      }
      return current.get();
    }

    @Override
    public TokenSource capture() {
      Optional<String> token = getToken(TokenRequest.ANY);
      return request -> token.filter(text -> !text.equals(request.refused()));
    }
  }
}
