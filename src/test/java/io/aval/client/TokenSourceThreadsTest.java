package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads, one fetch. */
@Timeout(60)
final class TokenSourceThreadsTest {
  private static final int THREADS = 64;
  private static final int ROUNDS = 50;

  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger fetched = new AtomicInteger();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void end() {
    released.countDown();
    threads.shutdownNow();
  }

  private Optional<AccessToken> slowly(String user, String template) {
    int number = fetched.incrementAndGet();
    arrived.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Optional.of(AccessToken.lasting("t" + number, Duration.ofSeconds(60)));
  }

  private <T> List<Future<T>> start(int number, Callable<T> task) {
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      running.add(threads.submit(task));
    }
    return running;
  }

  private static <T> Set<T> results(List<Future<T>> running) {
    return running.stream()
        .map(
            one -> {
              try {
                return one.get(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            })
        .collect(Collectors.toSet());
  }

  @Test
  void fetchesOnceHoweverManyAsk() throws Exception {
    try (TokenSource tokens = TokenSource.builder(this::slowly).clock(clock).build()) {
      List<Future<Optional<String>>> all = start(THREADS, tokens::getToken);
      arrived.await();
      released.countDown();
      assertThat(results(all)).containsExactly(Optional.of("t1"));
      assertThat(fetched).hasValue(1);
    }
  }

  /** In many rounds: a thread that slept between looking and fetching must look again. */
  @Test
  void fetchesOnceForAllWhoseTokenWasRefused() throws Exception {
    released.countDown();
    try (TokenSource tokens = TokenSource.builder(this::slowly).clock(clock).build()) {
      tokens.getToken();
      for (int round = 1; round <= ROUNDS; round++) {
        TokenRequest request = TokenRequest.ANY.insteadOf("t" + round);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<Optional<String>>> all =
            start(
                THREADS,
                () -> {
                  together.await();
                  return tokens.getToken(request);
                });
        assertThat(results(all)).containsExactly(Optional.of("t" + (round + 1)));
        assertThat(fetched).hasValue(round + 1);
      }
    }
  }

  @Test
  void refreshesOnceHoweverManyFindItDue() throws Exception {
    released.countDown();
    List<Future<?>> refreshes = new CopyOnWriteArrayList<>();
    try (TokenSource tokens =
        TokenSource.builder(this::slowly)
            .clock(clock)
            .executor(task -> refreshes.add(threads.submit(task)))
            .build()) {
      tokens.getToken();
      for (int round = 1; round <= ROUNDS; round++) {
        clock.advance(Duration.ofSeconds(46));
        CyclicBarrier together = new CyclicBarrier(THREADS);
        results(
            start(
                THREADS,
                () -> {
                  together.await();
                  return tokens.getToken();
                }));
        for (Future<?> refresh : refreshes) {
          refresh.get(30, TimeUnit.SECONDS);
        }
        assertThat(tokens.getToken()).hasValue("t" + (round + 1));
        assertThat(fetched).hasValue(round + 1);
      }
    }
  }

  @Test
  void servesNobodyWhoSkipsTheCacheWithAFetchThatBeganBefore() throws Exception {
    try (TokenSource tokens = TokenSource.builder(this::slowly).clock(clock).build()) {
      Future<Optional<String>> first = threads.submit(() -> tokens.getToken());
      arrived.await();
      CountDownLatch calling = new CountDownLatch(THREADS);
      List<Future<Optional<String>>> skipping =
          start(
              THREADS,
              () -> {
                calling.countDown();
                return tokens.getToken(null, true);
              });
      calling.await();
      awaitWaiting(THREADS);
      released.countDown();
      assertThat(first.get()).hasValue("t1");
      assertThat(results(skipping)).containsExactly(Optional.of("t2"));
      assertThat(fetched).as("they share the next one").hasValue(2);
    }
  }

  /** Until so many threads wait in {@link Flight#await}. */
  private static void awaitWaiting(int number) {
    long waiting = 0;
    while (waiting < number) {
      waiting =
          Thread.getAllStackTraces().values().stream()
              .filter(
                  stack ->
                      List.of(stack).stream()
                          .anyMatch(
                              frame ->
                                  frame.getClassName().equals(Flight.class.getName())
                                      && frame.getMethodName().equals("await")))
              .count();
      Thread.onSpinWait();
    }
  }

  @Test
  void waitsNoLongerThanItsPatience() throws Exception {
    try (TokenSource tokens =
        TokenSource.builder(this::slowly).patience(Duration.ofMillis(50)).build()) {
      Future<Optional<String>> first = threads.submit(() -> tokens.getToken());
      arrived.await();
      assertThatThrownBy(tokens::getToken)
          .isInstanceOf(TokenException.class)
          .hasMessageContaining("PT0.05S");
      released.countDown();
      assertThat(first.get()).hasValue("t1");
    }
  }

  @Test
  void answersAnInterruptedThread() throws Exception {
    try (TokenSource tokens = TokenSource.builder(this::slowly).build()) {
      threads.submit(() -> tokens.getToken());
      arrived.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(tokens::getToken)
          .isInstanceOf(TokenException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
    }
  }

  @Test
  void refreshesOnDaemonThreadsThatEndWithTheSource() throws Exception {
    CountDownLatch refreshed = new CountDownLatch(1);
    List<Thread> seen = new CopyOnWriteArrayList<>();
    TokenSource tokens =
        TokenSource.builder(
                (user, template) -> {
                  if (fetched.incrementAndGet() == 2) {
                    seen.add(Thread.currentThread());
                    refreshed.countDown();
                  }
                  return Optional.of(AccessToken.lasting("t" + fetched, Duration.ofSeconds(60)));
                })
            .clock(clock)
            .build();
    tokens.getToken();
    clock.advance(Duration.ofSeconds(46));
    tokens.getToken();
    assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();
    Thread thread = seen.get(0);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("aval-tokens");
    tokens.close();
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
  }

  /** Whoever asks gets a token that is not older than the clock allows, whatever the threads do. */
  @Test
  void neverServesAnExpiredTokenUnderLoad() throws Exception {
    TokenFetch fetch =
        (user, template) -> {
          fetched.incrementAndGet();
          return Optional.of(
              AccessToken.until(
                  "e" + clock.instant().plusSeconds(60).getEpochSecond(),
                  clock.instant().plusSeconds(60)));
        };
    try (TokenSource tokens = TokenSource.builder(fetch).clock(clock).build()) {
      List<Future<Integer>> all =
          start(
              16,
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  long before = clock.instant().getEpochSecond();
                  String token = tokens.getToken().orElseThrow();
                  assertThat(Long.parseLong(token.substring(1))).isGreaterThan(before);
                  if (i % 100 == 0) {
                    clock.advance(Duration.ofSeconds(1));
                  }
                }
                return 0;
              });
      results(all);
      assertThat(fetched.get()).isBetween(3, 200);
    }
  }
}
