package io.aval.internal.jose;

import static io.aval.internal.jose.KeyFixture.find;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many threads at once make of {@link RemoteKeys}, with issuers that misbehave. */
@Timeout(60)
final class RemoteKeysThreadsTest {
  private final KeyFixture fixture = new KeyFixture();
  private final ExecutorService requests = Executors.newFixedThreadPool(64);
  private final TestIssuer issuer = TestIssuer.start();
  private final ProviderKeys keys = fixture.open(issuer);

  @AfterEach
  void close() {
    issuer.close();
    requests.shutdownNow();
  }

  @Test
  void manyFirstRequestsShareOneFetch() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    issuer.jwks(Behaviour.stallUntil(gate));
    List<Future<VerificationKey>> answers = start(64, () -> find(keys, issuer.current()));
    KeyFixture.until(() -> issuer.jwksRequests() == 1);
    gate.countDown();
    for (Future<VerificationKey> answer : answers) {
      assertThat(answer.get(5, TimeUnit.SECONDS).kid()).isEqualTo(issuer.current().kid());
    }
    assertThat(issuer.jwksRequests()).isEqualTo(1);
  }

  @Test
  void noRequestWaitsForAFetchWhileAUsableKeyIsInMemory() throws Exception {
    find(keys, issuer.current());
    issuer.everything(Behaviour.stall());
    fixture.advanceSeconds(480);
    find(keys, issuer.current());
    Future<?> refresh = requests.submit(fixture.queued.remove());
    KeyFixture.until(() -> issuer.jwksRequests() == 2);
    long begin = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      find(keys, issuer.current());
      keys.version();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(refresh.isDone()).as("the refresh hangs meanwhile").isFalse();
  }

  @Test
  void aThousandUnknownKidsCauseOneFetchAndDelayNoGoodToken() throws Exception {
    find(keys, issuer.current());
    List<Callable<Reason>> bad = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String kid = "bad-" + i;
      bad.add(() -> KeyFixture.reason(keys, kid));
    }
    List<Future<Reason>> refusals = new ArrayList<>();
    bad.forEach(one -> refusals.add(requests.submit(one)));
    long begin = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      find(keys, issuer.current());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    for (Future<Reason> refusal : refusals) {
      assertThat(refusal.get(10, TimeUnit.SECONDS)).isEqualTo(Reason.UNKNOWN_KEY);
    }
    assertThat(issuer.jwksRequests()).as("the first load and one more").isEqualTo(2);
    fixture.advanceSeconds(10);
    requests.invokeAll(bad.subList(0, 100));
    assertThat(issuer.jwksRequests()).as("in the next window").isLessThanOrEqualTo(3);
  }

  @Test
  void unknownKidsHoldNoThreadsForLongWhileTheIssuerHangs() throws Exception {
    ProviderKeys slow = fixture.open(issuer, KeyFixture.impatient(Duration.ofSeconds(4)));
    find(slow, issuer.current());
    issuer.jwks(Behaviour.stall());
    Future<Reason> leader = requests.submit(() -> KeyFixture.reason(slow, "first"));
    KeyFixture.until(() -> issuer.jwksRequests() == 2);
    long begin = System.nanoTime();
    for (Future<Reason> refusal : start(60, () -> KeyFixture.reason(slow, "other"))) {
      assertThat(refusal.get(5, TimeUnit.SECONDS)).isEqualTo(Reason.KEYS_UNAVAILABLE);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    begin = System.nanoTime();
    assertThat(KeyFixture.reason(slow, "late")).isEqualTo(Reason.KEYS_UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("a second after the start of the fetch nobody waits any more")
        .isLessThan(Duration.ofMillis(500));
    assertThat(leader.get(10, TimeUnit.SECONDS)).isEqualTo(Reason.KEYS_UNAVAILABLE);
    assertThat(find(slow, issuer.current())).isNotNull();
  }

  @Test
  void aRotationWithoutOverlapUnderLoadRefusesNoGoodToken() throws Exception {
    find(keys, issuer.current());
    CountDownLatch gate = new CountDownLatch(1);
    issuer.jwks(Behaviour.stallUntil(gate));
    TestKey fresh = issuer.rotateWithoutOverlap();
    List<Future<VerificationKey>> answers = start(64, () -> find(keys, fresh));
    KeyFixture.until(() -> issuer.jwksRequests() == 2);
    gate.countDown();
    for (Future<VerificationKey> answer : answers) {
      assertThat(answer.get(5, TimeUnit.SECONDS).kid()).isEqualTo(fresh.kid());
    }
    assertThat(issuer.jwksRequests()).isEqualTo(2);
  }

  @Test
  void oneHangingIssuerDoesNotSlowAnother() throws Exception {
    try (TestIssuer hanging = TestIssuer.start()) {
      hanging.everything(Behaviour.stall());
      ProviderKeys stuck = fixture.open(hanging, KeyFixture.impatient(Duration.ofSeconds(3)));
      List<Future<Reason>> waiting = start(32, () -> KeyFixture.reason(stuck, "any"));
      KeyFixture.until(() -> hanging.discoveryRequests() == 1);
      long begin = System.nanoTime();
      find(keys, issuer.current());
      issuer.rotateWithoutOverlap();
      find(keys, issuer.current());
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      for (Future<Reason> refusal : waiting) {
        assertThat(refusal.get(6, TimeUnit.SECONDS)).isEqualTo(Reason.KEYS_UNAVAILABLE);
      }
      assertThat(hanging.discoveryRequests()).isEqualTo(1);
    }
  }

  @Test
  void aRequestDoesNotWaitForAFreeBackgroundThread() {
    TestKey old = issuer.current();
    find(keys, old);
    fixture.advanceSeconds(480);
    find(keys, old);
    assertThat(fixture.queued).as("decided, and nobody runs it").hasSize(1);
    TestKey fresh = issuer.rotateWithoutOverlap();
    assertThat(find(keys, fresh).kid()).isEqualTo(fresh.kid());
    assertThat(issuer.jwksRequests()).isEqualTo(2);
    fixture.runBackground();
    assertThat(issuer.jwksRequests()).as("taken over, so not done twice").isEqualTo(2);
  }

  @Test
  void anOutageAtStartCausesOneFetchHoweverManyAsk() throws Exception {
    issuer.everything(Behaviour.hangUp());
    for (Future<IdentityException> refusal : start(200, () -> KeyFixture.refusal(keys, "any"))) {
      IdentityException answer = refusal.get(10, TimeUnit.SECONDS);
      assertThat(answer.getReason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
      assertThat(answer.getRetryAfter()).contains(Duration.ofSeconds(10));
    }
    assertThat(issuer.discoveryRequests()).isEqualTo(1);
  }

  @Test
  void aThreadThatWasHeldUpBeforeItsFetchSeesThatAnotherHasJustFailed() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Clock clock = heldUpOnce(held, go);
    issuer.everything(Behaviour.hangUp());
    ProviderKeys raced =
        KeySources.open(
            KeyFixture.provider(issuer),
            new Environment(
                clock,
                fixture.environment.fetch(),
                fixture.queued::add,
                getClass().getClassLoader()));
    Future<Reason> late = requests.submit(() -> KeyFixture.reason(raced, "late"));
    held.await();
    assertThat(KeyFixture.reason(raced, "first")).isEqualTo(Reason.KEYS_UNAVAILABLE);
    go.countDown();
    assertThat(late.get(5, TimeUnit.SECONDS)).isEqualTo(Reason.KEYS_UNAVAILABLE);
    assertThat(issuer.discoveryRequests()).isEqualTo(1);
  }

  @Test
  void anUnknownKidGetsAVerdictAgainOnceTheOutageIsOver() {
    find(keys, issuer.current());
    issuer.everything(Behaviour.hangUp());
    assertThat(KeyFixture.reason(keys, "a")).isEqualTo(Reason.KEYS_UNAVAILABLE);
    issuer.everything(Behaviour.honest());
    fixture.advanceSeconds(9);
    assertThat(KeyFixture.reason(keys, "b")).as("not asked").isEqualTo(Reason.KEYS_UNAVAILABLE);
    fixture.advanceSeconds(1);
    assertThat(KeyFixture.reason(keys, "a")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(KeyFixture.reason(keys, "b")).as("not asked").isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void aNewSetForgetsWhichKidsWereLookedForInVain() {
    find(keys, issuer.current());
    KeyFixture.reason(keys, "a");
    fixture.advanceSeconds(10);
    KeyFixture.reason(keys, "b");
    int before = issuer.jwksRequests();
    fixture.advanceSeconds(10);
    assertThat(KeyFixture.reason(keys, "a")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.jwksRequests()).isEqualTo(before + 1);
  }

  /** A clock whose first reader stops on it. */
  private Clock heldUpOnce(CountDownLatch held, CountDownLatch go) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new Clock() {
      @Override
      public Instant instant() {
        if (first.compareAndSet(true, false)) {
          held.countDown();
          try {
            go.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        return fixture.clock.instant();
      }

      @Override
      public ZoneId getZone() {
        return fixture.clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private <T> List<Future<T>> start(int count, Callable<T> request) {
    List<Future<T>> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(requests.submit(request));
    }
    return started;
  }
}
