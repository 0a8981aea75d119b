package io.aval.internal.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts calls by caller, each within a window that begins with the caller's first call. Remembers
 * the {@value #MOST_CALLERS} busiest callers at most, so that inventing callers costs no memory.
 * Safe for many threads.
 */
public final class CallRates {
  /** How long a window lasts. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  private static final int MOST_CALLERS = 10_000;

  private final int most;
  private final Clock clock;
  private final ConcurrentMap<String, Window> windows;

  /**
   * Begins to count.
   *
   * @param most how many calls one caller may make within a window
   * @param clock what says when a window ends
   */
  public CallRates(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
    Cache<String, Window> cache =
        Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            // On the calling thread: a task on the common pool would outlive the application.
            .executor(Runnable::run)
            .build();
    this.windows = cache.asMap();
  }

  /** One caller's calls; immutable, and replaced with each call. */
  private record Window(Instant from, int calls) {
    boolean includes(Instant now) {
      // A window from the future: the clock was set back, which must not shut anybody out for long.
      return !from.isAfter(now) && from.plus(WINDOW).isAfter(now);
    }
  }

  /**
   * Counts a call.
   *
   * @param caller who calls
   * @return zero when the call is one of those allowed; else after how many whole seconds, 1 to 10,
   *     the caller may call again
   */
  public long count(String caller) {
    Instant now = clock.instant();
    Window window =
        windows.compute(
            caller,
            (key, known) ->
                known != null && known.includes(now)
                    ? new Window(known.from(), Math.min(known.calls(), most) + 1)
                    : new Window(now, 1));
    return window.calls() <= most ? 0 : seconds(Duration.between(now, window.from().plus(WINDOW)));
  }

  /** How many callers are remembered. */
  int callers() {
    return windows.size();
  }

  private static long seconds(Duration left) {
    return Math.max(1, left.plusNanos(999_999_999).toSeconds());
  }
}
