package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Surroundings;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

/** What ten thousand idle conversations cost; the documentation has the figures. */
final class ConversationCostTest {
  private static final int MANY = 10_000;

  /** Signing takes a millisecond, so that several conversations have the same user. */
  private static final int USERS = 500;

  private static final EndpointPlan PLAN = EndpointPlan.of(Guarded.class).orElseThrow();

  /** The container's, which costs what it costs without Aval. */
  private static final Session SESSION = none(Session.class);

  @Authenticated
  @ServerEndpoint("/")
  static class Guarded {
    @OnOpen
    public void open(Session session) {}
  }

  private static <T> T none(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> 1;
                  case "isOpen" -> true;
                  default -> null;
                }));
  }

  private static UserIdentity user(Issuers issuers, TestIssuer issuer, int number) {
    return issuers.verify(
        TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now())
            .claim("sub", "user-" + number)
            .claim("name", "User Number " + number)
            .claim("email", "user-" + number + "@example.test")
            .sign());
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void isLessThanAKibibyteEachBesideTheIdentity() {
    try (TestIssuer issuer = TestIssuer.start()) {
      IdentityConfig config =
          ConfigReader.read(
                  ConfigSource.of(
                      "test",
                      Map.of(
                          "aval.providers.one.domain", issuer.issuer(),
                          "aval.providers.one.application-id", "app",
                          "aval.token-cache-size", "0")))
              .config();
      Clock clock = Clock.systemUTC();
      ClassLoader loader = getClass().getClassLoader();
      Environment environment =
          new Environment(clock, new HttpFetch(config.http()), Runnable::run, loader);
      try (Issuers issuers = Issuers.open(config, environment)) {
        measure(config, clock, issuers, issuer);
      }
    }
  }

  private static void measure(
      IdentityConfig config, Clock clock, Issuers issuers, TestIssuer issuer) {
    Tenure tenure = new Tenure(config, identity -> false, clock);
    Doorkeeper doorkeeper =
        new Doorkeeper(config, issuers::verify, none(Surroundings.class), clock);
    Endings endings = new Endings(doorkeeper, new Answers(config.errorDetails()), Runnable::run);
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    Conversations conversations =
        new Conversations(scheduler, tenure, endings, Duration.ofSeconds(10));
    try {
      List<UserIdentity> users = new ArrayList<>(USERS);
      for (int i = 0; i < USERS; i++) {
        users.add(user(issuers, issuer, i));
      }
      long known = used();
      for (int i = 0; i < MANY; i++) {
        UserIdentity user = users.get(i % USERS);
        Moment moment = Moment.of(user, tenure.until(user) + 3_600_000).known();
        conversations.add(new Conversation(SESSION, PLAN, 30, moment));
      }
      long open = used();
      String report = report((open - known) / MANY, look(conversations));
      assertThat((open - known) / MANY).as(report).isBetween(100L, 1024L);
      assertThat(conversations.size()).isEqualTo(MANY);
      Reference.reachabilityFence(users);
      if (Boolean.getBoolean("aval.docs.write")) {
        System.Logger log = System.getLogger(ConversationCostTest.class.getName());
        log.log(System.Logger.Level.INFO, report);
      }
    } finally {
      scheduler.shutdownNow();
    }
  }

  /** The best of many looks, in microseconds. */
  private static long look(Conversations conversations) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      conversations.look();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1000;
  }

  private static String report(long bytes, long micros) {
    return bytes + " bytes a conversation, " + micros + " microseconds a look";
  }
}
