package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.Fetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.jose.JsonText;
import io.aval.testing.MutableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two nodes that share one place, a verifier that knows them by discovery alone, and load. */
abstract class KeyRotationContract {
  static final String URL = "https://issuer.test";
  static final Duration AHEAD = Duration.ofMinutes(10);
  static final KeyRotation ROTATION = new KeyRotation(Duration.ofDays(90), AHEAD);
  static final String PASSWORD = "throw-away password of a test";
  static final IssuerUser ADA = new IssuerUser("user_ada", Map.of("first_name", "Ada"));

  final MutableClock clock = MutableClock.at("2026-11-24T12:00:00Z");

  /** A view of its own of the place that all share, which is empty when a test begins. */
  abstract SigningKeys node();

  @Test
  void refusesNoTokenWhileTwoNodesRotateTenTimes() throws Exception {
    List<SigningKeys> nodes = List.of(node(), node());
    Set<String> everCurrent = new TreeSet<>();
    AtomicBoolean stop = new AtomicBoolean();
    Semaphore accepted = new Semaphore(0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Issuers verifier = verifier(nodes, clock)) {
      List<Future<?>> load = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        TokenIssuer issuer = issuer(nodes.get(i % 2), clock);
        load.add(threads.submit(() -> mintAndVerify(issuer, verifier, stop, accepted)));
      }
      for (int round = 0; round < 10; round++) {
        everCurrent.add(SigningKeysTest.current(nodes.get(0)));
        nodes.get(round % 2).rotate();
        for (int minute = 0; minute <= AHEAD.toMinutes(); minute++) {
          clock.advance(Duration.ofMinutes(1));
          awaitMore(accepted, load);
        }
      }
      stop.set(true);
      for (Future<?> each : load) {
        each.get(30, TimeUnit.SECONDS); // a refused token ends it with its refusal
      }
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
    assertThat(everCurrent).hasSize(10);

    clock.advance(Duration.ofHours(1).plusMinutes(5));
    for (SigningKeys node : nodes) {
      assertThat(SigningKeysTest.kids(node.jwks()))
          .hasSize(2)
          .doesNotContainAnyElementsOf(everCurrent);
    }
  }

  /** What another node finds when one has died right after it published the change. */
  @Test
  void finishesAChangeThatADeadNodeBegan() {
    SigningKeys dead = node();
    PublishedKey next = dead.rotate();
    SigningKeys survivor = node();
    assertThat(survivor.rotate()).isEqualTo(next);
    clock.advance(AHEAD);
    assertThat(SigningKeysTest.current(survivor)).isEqualTo(next.kid());
  }

  static TokenIssuer issuer(SigningKeys node, Clock clock) {
    return new TokenIssuer(URI.create(URL), TemplateStore.of(JwtTemplate.convex()), node, clock);
  }

  private static void mintAndVerify(
      TokenIssuer issuer, Issuers verifier, AtomicBoolean stop, Semaphore accepted) {
    while (!stop.get()) {
      assertThat(verifier.verify(issuer.issue("convex", ADA)).getSubject()).isEqualTo("user_ada");
      accepted.release();
    }
  }

  /** At least three tokens of each thread's kind at this time of the clock. */
  private static void awaitMore(Semaphore accepted, List<Future<?>> load) throws Exception {
    accepted.drainPermits();
    while (!accepted.tryAcquire(12, 1, TimeUnit.SECONDS)) {
      for (Future<?> each : load) {
        if (each.isDone()) {
          each.get();
        }
      }
    }
  }

  /** Asks one node after the other for the keys. */
  static Issuers verifier(List<SigningKeys> nodes, Clock clock) {
    Map<String, String> keys =
        Map.of("aval.providers.one.domain", URL, "aval.providers.one.application-id", "convex");
    var config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    ClassLoader loader = KeyRotationContract.class.getClassLoader();
    AtomicInteger fetches = new AtomicInteger();
    Fetch fetch = uri -> answer(uri, nodes.get(fetches.incrementAndGet() % nodes.size()));
    return Issuers.open(config, new Environment(clock, fetch, Runnable::run, loader));
  }

  private static Fetch.Fetched answer(URI uri, SigningKeys node) {
    Map<String, Object> json =
        uri.getPath().endsWith("jwks.json")
            ? node.jwks()
            : Map.of("issuer", URL, "jwks_uri", URL + "/.well-known/jwks.json");
    return new Fetch.Fetched(
        JsonText.write(json).getBytes(StandardCharsets.UTF_8), Optional.of(node.maxAge()));
  }
}
