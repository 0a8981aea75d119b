package io.aval.internal.websocket;

import io.aval.Authenticated;
import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.Fetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.request.Doorkeeper;
import io.aval.spi.RevocationStore;
import io.aval.testing.MutableClock;
import io.aval.testing.NoContainer;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Conversations of one application, without a server: what their tests have in common. */
abstract class ConversationFixture {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String ISSUER = "https://issuer.test";
  static final TestKey KEY = TestKey.generate("k", "RSA");
  static final EndpointPlan PLAN = EndpointPlan.of(Guarded.class).orElseThrow();

  final MutableClock clock = MutableClock.at(START);
  final Set<String> revoked = ConcurrentHashMap.newKeySet();
  final List<String> reported = new CopyOnWriteArrayList<>();

  /** Counted down when the store is asked for "slow", which it answers when the other one is. */
  final CountDownLatch asked = new CountDownLatch(1);

  final CountDownLatch answer = new CountDownLatch(1);
  final List<Long> delays = new CopyOnWriteArrayList<>();
  final ScheduledThreadPoolExecutor scheduler = new Scheduler();
  final IdentityConfig config = config();
  final Issuers issuers = issuers();
  final Tenure tenure = new Tenure(config, store(), clock);
  final Answers answers = new Answers(config.errorDetails());
  final Doorkeeper doorkeeper = new Doorkeeper(config, issuers::verify, new Reports(), clock);
  final Endings endings = new Endings(doorkeeper, answers, Runnable::run);
  final Conversations conversations =
      new Conversations(scheduler, tenure, endings, Duration.ofSeconds(10));

  /** Writes down what recurs, in milliseconds, and leaves it to the test when that happens. */
  private final class Scheduler extends ScheduledThreadPoolExecutor {
    Scheduler() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable task, long initial, long delay, TimeUnit unit) {
      delays.add(unit.toMillis(delay));
      return super.scheduleWithFixedDelay(task, 1, 1, TimeUnit.DAYS);
    }
  }

  @Authenticated
  @ServerEndpoint("/")
  static class Guarded {
    @OnOpen
    public void open(Session session) {}
  }

  private static IdentityConfig config() {
    String keys = TestKey.keySet(List.of(KEY));
    String data =
        "data:application/json;base64,"
            + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
    return IdentityConfig.builder()
        .provider(
            ProviderConfig.builder("main")
                .type(ProviderConfig.Type.CUSTOM_JWT)
                .issuer(ISSUER)
                .jwks(URI.create(data))
                .applicationIds("app")
                .clockSkew(Duration.ofSeconds(5))
                .build())
        .build();
  }

  private Issuers issuers() {
    Fetch none =
        uri -> {
          throw new AssertionError("the network was asked");
        };
    return Issuers.open(
        config, new Environment(clock, none, Runnable::run, getClass().getClassLoader()));
  }

  private RevocationStore store() {
    return identity -> {
      switch (identity.getSubject()) {
        case "broken" -> throw new IllegalArgumentException("the store is broken");
        case "fatal" -> throw new LinkageError("the store lacks a class");
        case "slow" -> waitForAnswer();
        default -> {}
      }
      return revoked.contains(identity.getSubject());
    };
  }

  private void waitForAnswer() {
    asked.countDown();
    try {
      answer.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Remembers what was reported. */
  private final class Reports extends NoContainer {
    @Override
    public void refused(IdentityException refusal) {
      reported.add(refusal.getReason().name());
    }
  }

  final UserIdentity user(String subject) {
    return issuers.verify(
        TestTokens.valid(ISSUER, KEY, clock.instant()).claim("sub", subject).sign());
  }

  final RecordedSession open(String subject) {
    UserIdentity user = user(subject);
    return opened(Moment.of(user, tenure.until(user)).known());
  }

  final RecordedSession opened(Moment moment) {
    RecordedSession session = new RecordedSession();
    Conversation conversation = new Conversation(session.session(), PLAN, 30, moment);
    conversation.attach();
    conversations.add(conversation);
    return session;
  }

  final void lookAfter(Duration time) throws Exception {
    clock.advance(time);
    conversations.look();
    scheduler.submit(() -> {}).get(10, TimeUnit.SECONDS); // goodbyes before this have been said
  }

  @AfterEach
  final void stop() {
    conversations.close();
    scheduler.shutdownNow();
    issuers.close();
  }
}
