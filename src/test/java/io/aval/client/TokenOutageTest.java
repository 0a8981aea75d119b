package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens while no token can be fetched. */
final class TokenOutageTest extends TokenSourceFixture {
  @Test
  void servesTheOldTokenWhileRefreshesFail() {
    TokenSource tokens = source(this::minute);
    tokens.getToken();
    down.set(new IOException("down"));
    clock.advance(Duration.ofSeconds(45));
    tokens.getToken();
    background.run();
    assertThat(fetched).hasValue(2);
    assertThat(tokens.getToken()).hasValue("t1");
    assertThat(background.waiting()).as("not again before the pause is over").isZero();
    clock.advance(Duration.ofMillis(250));
    assertThat(tokens.getToken()).hasValue("t1");
    background.run();
    assertThat(fetched).hasValue(3);
    clock.advance(Duration.ofMillis(499));
    tokens.getToken();
    assertThat(background.waiting()).as("the second pause is twice as long").isZero();
    down.set(null);
    clock.advance(Duration.ofMillis(1));
    tokens.getToken();
    background.run();
    assertThat(tokens.getToken()).hasValue("t4");
    assertThat(pauses).as("nobody waited").isEmpty();
  }

  @Test
  void triesAgainWithGrowingPausesWithinItsPatience() {
    down.set(new IOException("down"));
    TokenSource tokens = source(this::minute);
    TokenException failure = failure(tokens);
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofMillis(1000),
            Duration.ofMillis(2000),
            Duration.ofMillis(4000));
    assertThat(failure.getRetryAfter()).hasValue(Duration.ofMillis(8000));
    assertThat(fetched).hasValue(6);
  }

  @Test
  void takesTheTokenThatALaterAttemptBrings() {
    TokenSource tokens =
        source(
            (user, template) -> {
              if (fetched.incrementAndGet() < 3) {
                throw new IOException("down");
              }
              return Optional.of(AccessToken.of("third"));
            });
    assertThat(tokens.getToken()).hasValue("third");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void waitsForTheServerAsLongAsItAsksAndTellsLaterCallersAtOnce() {
    down.set(new ServerTrouble("busy", 429, "7"));
    TokenSource tokens = source(TokenSource.builder(this::minute).patience(Duration.ofSeconds(8)));
    TokenException failure = failure(tokens);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    assertThat(failure.getStatus()).hasValue(429);
    assertThat(failure.getRetryAfter()).hasValue(Duration.ofSeconds(7));
    int before = fetched.get();
    down.set(new ServerTrouble("busy", 503, "9"));
    clock.advance(Duration.ofSeconds(7));
    assertThat(failure(tokens)).isNotNull();
    assertThat(failure(tokens)).isNotNull();
    assertThat(failure(tokens)).isNotNull();
    assertThat(fetched).as("longer than anybody's patience").hasValue(before + 1);
    down.set(null);
    clock.advance(Duration.ofSeconds(9));
    assertThat(tokens.getToken()).isPresent();
  }

  @Test
  void triesNoRefusalAgainWithTheSameCallNorWithinASecond() {
    AtomicInteger refusals = new AtomicInteger();
    TokenSource tokens =
        source(
            (user, template) -> {
              refusals.incrementAndGet();
              throw TokenException.refused("refused", 401, "invalid_client");
            });
    assertThatThrownBy(tokens::getToken).isInstanceOf(TokenException.class);
    clock.advance(Duration.ofMillis(999));
    assertThatThrownBy(tokens::getToken).isInstanceOf(TokenException.class);
    assertThat(refusals).hasValue(1);
    clock.advance(Duration.ofMillis(1));
    TokenException failure = failure(tokens);
    assertThat(refusals).hasValue(2);
    assertThat(failure.getError()).hasValue("invalid_client");
    assertThat(failure.getRetryAfter()).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void shutsNobodyOutWhenTheClockIsSetBack() {
    down.set(new ServerTrouble("busy", 503, "300"));
    TokenSource tokens = source(this::minute);
    assertThat(failure(tokens)).isNotNull();
    down.set(null);
    clock.advance(Duration.ofDays(-1));
    assertThat(tokens.getToken()).isPresent();
    clock.advance(Duration.ofDays(-1));
    String before = tokens.getToken().orElseThrow();
    background.run();
    assertThat(tokens.getToken()).as("nobody knows how old it was").isPresent();
    assertThat(tokens.getToken().orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void servesOnWhenThereIsNoThreadToRefreshOn() {
    TokenSource tokens =
        TokenSource.builder(this::minute)
            .clock(clock)
            .executor(
                task -> {
                  throw new java.util.concurrent.RejectedExecutionException();
                })
            .build();
    tokens.getToken();
    clock.advance(Duration.ofSeconds(50));
    assertThat(tokens.getToken()).hasValue("t1");
    assertThat(tokens.getToken()).hasValue("t1");
    clock.advance(Duration.ofSeconds(10));
    assertThat(tokens.getToken()).hasValue("t2");
  }

  @Test
  void repeatsNothingOfWhatAFunctionSaid() {
    TokenSource tokens =
        source(
            (user, template) -> {
              throw new IOException("the token is s3cret");
            });
    TokenException failure = failure(tokens);
    assertThat(failure).hasMessageNotContaining("s3cret").hasMessageContaining("IOException");
  }
}
