package io.aval.client;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TokenSource} that keeps what it fetches. For one thread.
 *
 * <p>A token is served until it is about to expire (5 s or a tenth of its life before, whichever is
 * less). Before that, from a quarter of its life but at most 5 minutes before its end, the next
 * request starts a refresh in the background and gets the old token. A failed fetch is tried again
 * after 250 ms, then twice as long each time up to 30 s, less up to a half by chance; after 429 and
 * 5xx not before {@code Retry-After} (seconds or date, at most 5 minutes). A refusal, any other
 * 4xx, is not tried again with that request.
 */
public final class TokenSourceBuilder {
  private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

  private final TokenFetch fetch;
  private @Nullable Clock clock;
  private @Nullable Executor executor;
  private @Nullable Duration ahead;
  private Duration patience = Duration.ofSeconds(10);
  private int most = 1_000;

  TokenSourceBuilder(TokenFetch fetch) {
    this.fetch = fetch;
  }

  /**
   * Sets where refreshes run.
   *
   * @param background any executor, which the source does not close. Unless set: the server's
   *     managed executor where there is one when the source is built, else at most two daemon
   *     threads that end with the source
   * @return this builder
   */
  public TokenSourceBuilder executor(Executor background) {
    this.executor = background;
    return this;
  }

  /**
   * Sets what tells when a token expires.
   *
   * @param time a clock; unless set, the system's
   * @return this builder
   */
  public TokenSourceBuilder clock(Clock time) {
    this.clock = time;
    return this;
  }

  /**
   * Sets how long before its end a token is refreshed.
   *
   * @param time not negative; unless set, a quarter of its life, at most 5 minutes. As long as a
   *     token's life or longer: with each use
   * @return this builder
   * @throws IllegalArgumentException when it is negative
   */
  public TokenSourceBuilder refreshAhead(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("The time ahead of expiry is negative");
    }
    this.ahead = time;
    return this;
  }

  /**
   * Sets how long a caller waits for a token when there is none to serve, all attempts together. An
   * attempt that is under way is not broken off by it. Who skips the cache may wait twice: for the
   * end of a fetch that began before, and for the next one.
   *
   * @param time positive, at most an hour; unless set, 10 s
   * @return this builder
   * @throws IllegalArgumentException when it is outside that range
   */
  public TokenSourceBuilder patience(Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException("The patience must be positive and at most an hour");
    }
    this.patience = time;
    return this;
  }

  /**
   * Sets how many tokens are kept, each user and template counting as one. Those that were asked
   * for least go first.
   *
   * @param number from 1; unless set, 1,000
   * @return this builder
   * @throws IllegalArgumentException when it is less than 1
   */
  public TokenSourceBuilder maximumTokens(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("At least one token must be kept");
    }
    this.most = number;
    return this;
  }

  /**
   * Builds the source; fetches nothing yet.
   *
   * @return the source, to be closed when it is of no more use
   */
  public TokenSource build() {
    return build(
        time -> Thread.sleep(time.toMillis() + 1), () -> ThreadLocalRandom.current().nextDouble());
  }

  KeptTokens build(Surroundings.Pause pause, DoubleSupplier random) {
    Clock time = clock != null ? clock : Clock.systemUTC();
    Executor given = executor != null ? executor : BackgroundThreads.managed();
    ExecutorService own = given != null ? null : BackgroundThreads.own();
    Executor background = given != null ? given : own != null ? own : Runnable::run;
    Surroundings surroundings = new Surroundings(time, background, new Backoff(random), pause);
    KeptTokens.Bounds bounds = new KeptTokens.Bounds(new Freshness(ahead), patience, most);
    return new KeptTokens(fetch, surroundings, bounds, own != null ? own::shutdownNow : () -> {});
  }
}
