package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who takes what another one's fetch brought, and who does not. */
@Timeout(60)
final class TokenFlightsTest extends TokenSourceFixture {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch secondBegan = new CountDownLatch(1);
  private final CountDownLatch secondMayEnd = new CountDownLatch(1);

  @AfterEach
  void end() {
    secondMayEnd.countDown();
    threads.shutdownNow();
  }

  private int nextFetch() {
    int number = fetched.incrementAndGet();
    if (number == 2) {
      secondBegan.countDown();
      try {
        secondMayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return number;
  }

  private Future<Optional<String>> waiting(TokenSource tokens, TokenRequest request)
      throws InterruptedException {
    CountDownLatch waits = new CountDownLatch(1);
    Thread[] waiter = new Thread[1];
    Future<Optional<String>> answer =
        threads.submit(
            () -> {
              waiter[0] = Thread.currentThread();
              waits.countDown();
              return tokens.getToken(request);
            });
    waits.await();
    while (waiter[0].getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return answer;
  }

  /** Some issuers give the same token for a while; one that was revoked must not come back so. */
  @Test
  void fetchesAgainWhereAFetchThatBeganBeforeBringsTheRefusedToken() throws Exception {
    TokenSource tokens =
        source(
            (user, template) ->
                Optional.of(
                    AccessToken.lasting(nextFetch() < 3 ? "same" : "other", Duration.ofHours(1))));
    tokens.getToken();
    Future<Optional<String>> skipping =
        threads.submit(() -> tokens.getToken(TokenRequest.ANY.skippingCache()));
    secondBegan.await();
    Future<Optional<String>> refused = waiting(tokens, TokenRequest.ANY.insteadOf("same"));
    secondMayEnd.countDown();
    assertThat(skipping.get(30, TimeUnit.SECONDS)).hasValue("same");
    assertThat(refused.get(30, TimeUnit.SECONDS)).hasValue("other");
    assertThat(fetched).hasValue(3);
  }

  /** The refresh had no patience; who waits for it has. */
  @Test
  void triesItselfWhereARefreshThatItWaitedForFails() throws Exception {
    TokenSource tokens =
        source(
            (user, template) -> {
              int number = nextFetch();
              if (number == 2) {
                throw new IOException("down");
              }
              return Optional.of(AccessToken.lasting("t" + number, Duration.ofSeconds(60)));
            });
    tokens.getToken();
    clock.advance(Duration.ofSeconds(46));
    tokens.getToken();
    threads.submit(background::run);
    secondBegan.await();
    clock.advance(Duration.ofSeconds(14));
    Future<Optional<String>> needing = waiting(tokens, TokenRequest.ANY);
    secondMayEnd.countDown();
    assertThat(needing.get(30, TimeUnit.SECONDS)).hasValue("t3");
    assertThat(pauses).as("after the pause").containsExactly(Duration.ofMillis(250));
  }

  @Test
  void keepsAnInterruptedThreadsOwnToken() {
    TokenSource tokens = source(this::minute);
    Thread.currentThread().interrupt();
    assertThat(tokens.getToken()).hasValue("t1");
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
  }
}
