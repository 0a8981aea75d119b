package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Authenticated;
import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.Fetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Surroundings;
import io.aval.internal.request.Verdict;
import io.aval.spi.RevocationStore;
import io.aval.testing.MutableClock;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversations end when their time has come: not before, and without anybody speaking. */
final class ConversationsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ISSUER = "https://issuer.test";
  private static final TestKey KEY = TestKey.generate("k", "RSA");
  private static final EndpointPlan PLAN = EndpointPlan.of(Guarded.class).orElseThrow();

  private final MutableClock clock = MutableClock.at(START);
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final List<String> reported = new ArrayList<>();
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
  private final IdentityConfig config = config();
  private final Issuers issuers = issuers();
  private final Tenure tenure = new Tenure(config, store(), clock);
  private final Endings endings =
      new Endings(
          new Doorkeeper(config, issuers::verify, new Reports(), clock),
          new Answers(config.errorDetails()));
  private final Conversations conversations =
      new Conversations(scheduler, tenure, endings, Duration.ofSeconds(10));

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
      if (identity.getSubject().equals("broken")) {
        throw new IllegalArgumentException("the store is broken");
      }
      return revoked.contains(identity.getSubject());
    };
  }

  /** Remembers what was reported. */
  private final class Reports implements Surroundings {
    @Override
    public void enter(Verdict verdict) {}

    @Override
    public Optional<Verdict> current() {
      return Optional.empty();
    }

    @Override
    public void verified(UserIdentity identity) {}

    @Override
    public void refused(IdentityException refusal) {
      reported.add(refusal.getReason().name());
    }
  }

  private UserIdentity user(String subject) {
    return issuers.verify(
        TestTokens.valid(ISSUER, KEY, clock.instant()).claim("sub", subject).sign());
  }

  private RecordedSession open(String subject) {
    UserIdentity user = user(subject);
    return opened(Moment.of(user, tenure.until(user)).known());
  }

  private RecordedSession opened(Moment moment) {
    RecordedSession session = new RecordedSession();
    Conversation conversation = new Conversation(session.session(), PLAN, 30, moment);
    conversation.attach();
    conversations.add(conversation);
    return session;
  }

  private void lookAfter(Duration time) throws Exception {
    clock.advance(time);
    conversations.look();
    scheduler.submit(() -> {}).get(10, TimeUnit.SECONDS); // goodbyes before this have been said
  }

  @AfterEach
  void stop() {
    conversations.close();
    scheduler.shutdownNow();
    issuers.close();
  }

  @Test
  void endAtExpiryAndSkewToTheMillisecond() throws Exception {
    RecordedSession session = open("ann");
    lookAfter(Duration.ofSeconds(65).minusMillis(1));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
    assertThat(session.sent()).hasSize(1).first().asString().contains("\"code\":\"EXPIRED\"");
    assertThat(reported).containsExactly("EXPIRED");
    assertThat(conversations.size()).isZero();
    lookAfter(Duration.ofSeconds(1));
    assertThat(session.closed()).hasSize(1);
  }

  @Test
  void goOnWithARenewedIdentity() throws Exception {
    RecordedSession session = open("ann");
    clock.advance(Duration.ofSeconds(50));
    UserIdentity again = user("ann");
    assertThat(session.conversation().change(it -> it.with(again, tenure.until(again)))).isTrue();
    lookAfter(Duration.ofSeconds(60));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofSeconds(5));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
  }

  @Test
  void endWhereNobodyAuthenticates() throws Exception {
    RecordedSession session = opened(Moment.nobody(tenure.toAuthenticate(PLAN)));
    lookAfter(Duration.ofSeconds(10).minusMillis(1));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(session.closed()).containsExactly("4401 NO_TOKEN");
  }

  @Test
  void askTheStoreAtTheIntervalAndNotBetween() throws Exception {
    RecordedSession leaves = open("ann");
    RecordedSession stays = open("bob");
    lookAfter(Duration.ZERO);
    revoked.add("ann");
    lookAfter(Duration.ofSeconds(10).minusMillis(1));
    assertThat(leaves.closed()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(leaves.closed()).containsExactly("4401 REVOKED");
    assertThat(stays.closed()).isEmpty();
  }

  @Test
  void expireAlsoWhileTheStoreIsBroken() throws Exception {
    RecordedSession session = open("broken");
    lookAfter(Duration.ofSeconds(20));
    assertThat(session.closed()).isEmpty();
    lookAfter(Duration.ofSeconds(45));
    assertThat(session.closed()).containsExactly("4401 EXPIRED");
  }

  @Test
  void areLeftWhenTheApplicationStops() {
    RecordedSession session = open("ann");
    conversations.close();
    assertThat(session.closed()).containsExactly("1001 ");
    assertThat(reported).isEmpty();
  }

  @Test
  void keepNoMoreThanAFewMessagesForAClientThatDoesNotRead() {
    RecordedSession session = open("ann").stalled();
    for (int i = 0; i < 16; i++) {
      assertThat(session.conversation().send("m")).isTrue();
    }
    assertThat(session.conversation().send("m")).isFalse();
  }
}
