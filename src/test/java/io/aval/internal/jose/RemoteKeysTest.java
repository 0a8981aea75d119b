package io.aval.internal.jose;

import static io.aval.internal.jose.KeyFixture.find;
import static io.aval.internal.jose.KeyFixture.reason;
import static io.aval.internal.jose.KeyFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of {@link RemoteKeys} in one thread; what many threads do is in another test. */
final class RemoteKeysTest {
  private final KeyFixture fixture = new KeyFixture();
  private final TestIssuer issuer = TestIssuer.start();
  private final ProviderKeys keys = fixture.open(issuer);

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void neverGoesBackToAVersionThatItHadWhileItsKeysWereTooOld() {
    find(keys, issuer.current());
    fixture.advanceSeconds(24 * 3600);
    long whileTooOld = keys.version();
    find(keys, issuer.current()); // the same keys again
    assertThat(keys.version()).isGreaterThan(whileTooOld);
    issuer.everything(Behaviour.status(500, ""));
    fixture.advanceSeconds(24 * 3600);
    assertThat(keys.version()).isNotEqualTo(whileTooOld);
  }

  @Test
  void fetchesNothingBeforeItIsAsked() {
    assertThat(keys.version()).isZero();
    assertThat(fixture.queued).isEmpty();
    assertThat(issuer.discoveryRequests() + issuer.jwksRequests()).isZero();
  }

  @Test
  void fetchesOnceAndAnswersFromMemory() {
    for (int i = 0; i < 100; i++) {
      assertThat(find(keys, issuer.current()).key()).isEqualTo(issuer.current().pair().getPublic());
    }
    assertThat(issuer.jwksRequests()).isEqualTo(1);
    assertThat(issuer.discoveryRequests()).isEqualTo(1);
  }

  @Test
  void refreshesInTheBackgroundFromFourFifthsOfTenMinutes() {
    find(keys, issuer.current());
    fixture.advanceSeconds(479);
    find(keys, issuer.current());
    assertThat(fixture.queued).isEmpty();
    fixture.advanceSeconds(1);
    find(keys, issuer.current());
    find(keys, issuer.current());
    assertThat(fixture.queued).hasSize(1);
    assertThat(issuer.jwksRequests()).as("before the background runs").isEqualTo(1);
    fixture.runBackground();
    assertThat(issuer.jwksRequests()).isEqualTo(2);
    find(keys, issuer.current());
    assertThat(fixture.queued).isEmpty();
  }

  @Test
  void askingForTheVersionAloneRefreshesToo() {
    find(keys, issuer.current());
    fixture.advanceSeconds(480);
    long before = keys.version();
    assertThat(fixture.runBackground()).isEqualTo(1);
    assertThat(keys.version()).as("same keys").isEqualTo(before);
    issuer.rotateWithOverlap();
    fixture.advanceSeconds(480);
    keys.version();
    fixture.runBackground();
    assertThat(keys.version()).as("other keys").isNotEqualTo(before);
  }

  @Test
  void honoursMaxAgeBetweenAMinuteAndADay() {
    assertRefreshDueAfter(Duration.ofSeconds(5), 48);
    assertRefreshDueAfter(Duration.ofSeconds(100), 80);
    assertRefreshDueAfter(Duration.ofDays(400), 24 * 3600 * 8 / 10);
  }

  private void assertRefreshDueAfter(Duration maxAge, long seconds) {
    issuer.maxAge(maxAge);
    ProviderKeys fresh = fixture.open(issuer);
    find(fresh, issuer.current());
    fixture.advanceSeconds(seconds - 1);
    fresh.version();
    assertThat(fixture.queued).as("a second before").isEmpty();
    fixture.advanceSeconds(1);
    fresh.version();
    assertThat(fixture.runBackground()).as("then").isEqualTo(1);
  }

  @Test
  void aKeySetFromTheFutureIsDue() {
    find(keys, issuer.current());
    fixture.advanceSeconds(-3600);
    find(keys, issuer.current());
    assertThat(fixture.queued).hasSize(1);
  }

  @Test
  void followsARotationWithOverlapWithoutAWrongRefusal() {
    TestKey old = issuer.current();
    find(keys, old);
    TestKey fresh = issuer.rotateWithOverlap();
    assertThat(find(keys, fresh).kid()).isEqualTo(fresh.kid());
    assertThat(find(keys, old).kid()).isEqualTo(old.kid());
    assertThat(issuer.jwksRequests()).isEqualTo(2);
  }

  @Test
  void followsARotationWithoutOverlapAndDropsTheWithdrawnKey() {
    TestKey old = issuer.current();
    find(keys, old);
    long before = keys.version();
    TestKey fresh = issuer.rotateWithoutOverlap();
    assertThat(find(keys, old).kid()).as("until the next success").isEqualTo(old.kid());
    assertThat(find(keys, fresh).kid()).isEqualTo(fresh.kid());
    assertThat(keys.version()).isNotEqualTo(before);
    assertThat(reason(keys, old.kid())).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void withdrawnKeysGoAtTheNextBackgroundRefresh() {
    TestKey old = issuer.current();
    find(keys, old);
    issuer.rotateWithoutOverlap();
    fixture.advanceSeconds(480);
    find(keys, old);
    fixture.runBackground();
    assertThat(reason(keys, old.kid())).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void staleKeysServeThroughAnOutageForTwentyFourHours() {
    find(keys, issuer.current());
    long before = keys.version();
    issuer.everything(Behaviour.status(500, "down"));
    fixture.advanceSeconds(24 * 3600 - 1);
    assertThat(find(keys, issuer.current())).isNotNull();
    assertThat(keys.version()).isEqualTo(before);
    fixture.runBackground();
    assertThat(find(keys, issuer.current())).isNotNull();

    fixture.advanceSeconds(1);
    assertThat(keys.version()).as("what was verified before is void").isNotEqualTo(before);
    assertThat(reason(keys, issuer.current().kid())).isEqualTo(Reason.KEYS_UNAVAILABLE);

    issuer.everything(Behaviour.honest());
    fixture.advanceSeconds(10);
    assertThat(find(keys, issuer.current())).isNotNull();
  }

  @Test
  void anOutageCausesOneRefreshPerWindow() {
    find(keys, issuer.current());
    issuer.everything(Behaviour.hangUp());
    fixture.advanceSeconds(480);
    for (int second = 0; second < 30; second++) {
      find(keys, issuer.current());
      fixture.runBackground();
      fixture.advanceSeconds(1);
    }
    assertThat(issuer.jwksRequests() - 1).as("in 30 s").isEqualTo(1);
    assertThat(issuer.discoveryRequests() - 1).as("asked after the first failure").isEqualTo(2);
  }

  @Test
  void aFailingFirstLoadIsTriedOncePerWindowAndSaysWhenAgain() {
    issuer.everything(Behaviour.status(503, ""));
    IdentityException first = refusal(keys, issuer.current().kid());
    assertThat(first.getReason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
    assertThat(first.getRetryAfter()).contains(Duration.ofSeconds(10));
    fixture.clock.advance(Duration.ofMillis(8500));
    assertThat(refusal(keys, null).getRetryAfter()).contains(Duration.ofSeconds(2));
    fixture.clock.advance(Duration.ofMillis(1499));
    assertThat(refusal(keys, null).getRetryAfter()).contains(Duration.ofSeconds(1));
    assertThat(issuer.discoveryRequests()).isEqualTo(1);
    fixture.clock.advance(Duration.ofMillis(1));
    refusal(keys, null);
    assertThat(issuer.discoveryRequests()).isEqualTo(2);
    issuer.everything(Behaviour.honest());
    fixture.advanceSeconds(10);
    assertThat(find(keys, issuer.current())).isNotNull();
  }

  @Test
  void aKidThatTheFirstLoadDoesNotBringIsNotAskedForAgainAtOnce() {
    assertThat(reason(keys, "other")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reason(keys, "other")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.jwksRequests()).isEqualTo(1);
  }

  @Test
  void unknownKidsFetchAtOnceAndThenOncePerTenSeconds() {
    find(keys, issuer.current());
    assertThat(reason(keys, "a")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.jwksRequests()).isEqualTo(2);
    fixture.clock.advance(Duration.ofMillis(9999));
    assertThat(reason(keys, "b")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.jwksRequests()).isEqualTo(2);
    fixture.clock.advance(Duration.ofMillis(1));
    assertThat(reason(keys, "c")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.jwksRequests()).isEqualTo(3);
  }

  @Test
  void aKidLookedForInVainIsNotAskedForAgainWithinAMinute() {
    find(keys, issuer.current());
    reason(keys, "a");
    fixture.clock.advance(Duration.ofMillis(59_999));
    assertThat(reason(keys, "a")).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuer.jwksRequests()).isEqualTo(2);
    fixture.clock.advance(Duration.ofMillis(1));
    reason(keys, "a");
    assertThat(issuer.jwksRequests()).isEqualTo(3);
  }

  @Test
  void aFailedFetchForAnUnknownKidIsAnOutageAndNoVerdict() {
    find(keys, issuer.current());
    issuer.everything(Behaviour.status(500, ""));
    IdentityException refusal = refusal(keys, "a");
    assertThat(refusal.getReason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
    assertThat(refusal.getRetryAfter()).contains(Duration.ofSeconds(10));
    fixture.advanceSeconds(4);
    assertThat(refusal(keys, "b").getRetryAfter()).contains(Duration.ofSeconds(6));
    assertThat(issuer.jwksRequests()).isEqualTo(2);
    assertThat(find(keys, issuer.current())).as("known keys").isNotNull();
  }

  @Test
  void refreshesOnAThreadOfItsOwnWhenTheExecutorRejects() {
    ProviderKeys rejected =
        KeySources.open(
            KeyFixture.provider(issuer),
            new Environment(
                fixture.clock,
                fixture.environment.fetch(),
                task -> {
                  throw new RejectedExecutionException("full");
                },
                getClass().getClassLoader()));
    find(rejected, issuer.current());
    fixture.advanceSeconds(480);
    find(rejected, issuer.current());
    KeyFixture.until(() -> issuer.jwksRequests() == 2);
  }

  @Test
  void startsNothingAfterItWasClosed() {
    find(keys, issuer.current());
    keys.close();
    fixture.advanceSeconds(3600);
    keys.version();
    assertThat(fixture.queued).isEmpty();
  }

  @Test
  void aBugInTheFetchLeavesTheEngineRunning() {
    boolean[] broken = {true};
    Fetch real = fixture.environment.fetch();
    ProviderKeys odd =
        fixture.open(
            issuer,
            uri -> {
              if (broken[0]) {
                throw new AssertionError("bug");
              }
              return real.get(uri);
            });
    assertThatThrownBy(() -> find(odd, issuer.current())).isInstanceOf(AssertionError.class);
    broken[0] = false;
    fixture.advanceSeconds(10);
    assertThat(find(odd, issuer.current())).isNotNull();
  }
}
