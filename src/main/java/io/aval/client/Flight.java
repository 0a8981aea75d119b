package io.aval.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One fetch, from the decision to its end. Many may wait for it. Safe for use by many threads.
 *
 * <p>Numbered, so that whoever must not be served with what was fetched before can tell.
 */
final class Flight {
  /**
   * What a flight brought: a token, nobody's token, or a failure; or nothing that concerns whoever
   * waited, because it was not needed or nobody was to wait for it.
   */
  record Landing(
      Optional<AccessToken> token, @Nullable RuntimeException failure, boolean concernsAll) {

    static Landing with(Optional<AccessToken> token) {
      return new Landing(token, null, true);
    }

    static Landing failed(RuntimeException failure) {
      return new Landing(Optional.empty(), failure, true);
    }

    static Landing concerningNobody() {
      return new Landing(Optional.empty(), null, false);
    }

    Optional<String> text() {
      if (failure != null) {
        throw failure;
      }
      return token.map(AccessToken::value);
    }
  }

  private final AtomicLong numbers;
  private final AtomicLong number = new AtomicLong();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<@Nullable Landing> landing = new AtomicReference<>();
  private final CountDownLatch landed = new CountDownLatch(1);

  Flight(AtomicLong numbers) {
    this.numbers = numbers;
  }

  /** When it departed among all of its slot's, from 1; 0 as long as it has not. */
  long number() {
    return number.get();
  }

  /** Takes the right to fetch; whoever gets it must {@link #land}, with or without a fetch. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  /** Takes the next number, before the fetch. */
  void depart() {
    number.set(numbers.incrementAndGet());
  }

  void land(Landing brought) {
    landing.set(brought);
    landed.countDown();
  }

  /**
   * Waits for the end, if it has not come.
   *
   * @throws TokenException when it does not come in time
   */
  Landing await(Duration patience) {
    try {
      @Nullable Landing brought = landing.get();
      if (brought == null && landed.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        brought = landing.get();
      }
      if (brought == null) {
        throw TokenException.tooSlow(patience);
      }
      return brought;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenException("The thread was interrupted while it waited for a token");
    }
  }
}
