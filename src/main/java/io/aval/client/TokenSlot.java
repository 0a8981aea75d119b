package io.aval.client;

import io.aval.client.Flight.Landing;
import io.aval.client.Freshness.Kept;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The token of one user and one template, there whenever it can be. Safe for use by many threads.
 *
 * <p><b>States.</b> A token is <em>fresh</em>, then <em>due</em>: it serves on while one refresh
 * runs in the background, and while refreshes fail; then it no longer serves, and who asks waits.
 *
 * <p><b>Flights.</b> At most one {@link Flight} is in the air: whoever wins the compare-and-set on
 * {@link #inFlight} owns it. A refresh flies in the background and once, since nobody waits for it:
 * the next attempt comes with the next request after a pause. Who needs a token flies itself,
 * rather than wait for a free background thread, and takes over a refresh that has not begun; it
 * tries again within its patience. All others wait for that flight, no longer than their patience.
 *
 * <p><b>Skipping the cache.</b> A flight that departed before the request may have been answered
 * before it, so it will not do: such a request waits for its end, and then shares the next flight
 * with all others that waited. A flight takes its number when it departs, before the fetch, so
 * whoever saw a smaller number came before its fetch; see {@link Wish}.
 *
 * <p><b>Trouble.</b> After a failure nobody tries again before a pause is over, however many ask;
 * see {@link Trouble}. The order at landing is: token or trouble, {@code inFlight}, latch.
 */
final class TokenSlot {
  private static final System.Logger LOG = System.getLogger(TokenSlot.class.getPackageName());
  private static final int MOST_ATTEMPTS = 8;

  /**
   * Who it is for.
   *
   * @param fetch where the token comes from
   * @param user whose it is
   * @param template what it is made from
   */
  record Owner(TokenFetch fetch, String user, @Nullable String template) {}

  private final Owner owner;
  private final Surroundings surroundings;
  private final Freshness freshness;
  private final Duration patience;
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
  private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
  private final AtomicReference<@Nullable Flight> inFlight = new AtomicReference<>();
  private final AtomicLong departed = new AtomicLong();

  TokenSlot(Owner owner, Surroundings surroundings, Freshness freshness, Duration patience) {
    this.owner = owner;
    this.surroundings = surroundings;
    this.freshness = freshness;
    this.patience = patience;
  }

  Optional<String> get(TokenRequest request) {
    Wish wish = new Wish(request, departed.get());
    while (true) {
      @Nullable Kept present = usable(wish);
      if (present != null) {
        return Optional.of(present.token().value());
      }
      @Nullable Flight own = takeOff();
      @Nullable Flight flight = own != null ? own : inFlight.get();
      if (flight == null || (own == null && usable(wish) != null)) {
        continue; // another one has landed since the first look
      }
      // A refresh that has not begun will fetch after this moment, whoever flies it.
      if (flight.begin()) {
        fly(flight, () -> usable(wish) == null, this::fetchPatiently);
      }
      Landing landing = flight.await(patience);
      if (wish.isMetBy(flight.number(), landing)) {
        return landing.text();
      }
    }
  }

  /** The kept token, if it will do; starts a refresh when it is due. */
  private @Nullable Kept usable(Wish wish) {
    Instant now = surroundings.clock().instant();
    @Nullable Kept present = kept.get();
    if (present == null || !present.serves(now) || !wish.isMetBy(present)) {
      return null;
    }
    if (isToBeRefreshed(present, now)) {
      refresh();
    }
    return present;
  }

  private boolean isToBeRefreshed(Kept present, Instant now) {
    return present.isDue(now) && pauseLeft(now).isZero();
  }

  private void refresh() {
    @Nullable Flight flight = takeOff();
    if (flight == null) {
      return;
    }
    try {
      surroundings.background().execute(() -> flyUnlessTakenOver(flight));
    } catch (RejectedExecutionException | IllegalStateException stopped) {
      // The token still serves; when it no longer does, who needs the next one flies itself.
      if (flight.begin()) {
        land(flight, Landing.concerningNobody());
      }
    }
  }

  private void flyUnlessTakenOver(Flight flight) {
    if (flight.begin()) {
      fly(flight, this::isStillToBeRefreshed, this::fetchInTheBackground);
    }
  }

  private boolean isStillToBeRefreshed() {
    @Nullable Kept present = kept.get();
    return present != null && isToBeRefreshed(present, surroundings.clock().instant());
  }

  private @Nullable Flight takeOff() {
    Flight flight = new Flight(departed);
    return inFlight.compareAndSet(null, flight) ? flight : null;
  }

  /**
   * Fetches, and lands whatever happens. Another flight may have landed between the look at what is
   * kept and the take-off, so it looks again first.
   */
  private void fly(Flight flight, BooleanSupplier needed, Function<Flight, Landing> fetch) {
    Landing landing = Landing.failed(new TokenException("Fetching a token broke off"));
    try {
      if (needed.getAsBoolean()) {
        flight.depart();
        landing = fetch.apply(flight);
      } else {
        landing = Landing.concerningNobody();
      }
    } finally {
      land(flight, landing);
    }
  }

  private void land(Flight flight, Landing landing) {
    inFlight.set(null);
    flight.land(landing);
  }

  private Landing fetchPatiently(Flight flight) {
    Instant start = surroundings.clock().instant();
    for (int attempts = 1; ; attempts++) {
      Instant now = surroundings.clock().instant();
      Duration pause = pauseLeft(now);
      @Nullable Trouble known = trouble.get();
      if (known != null && !pause.isZero()) {
        boolean tooLong = Duration.between(start, now).plus(pause).compareTo(patience) >= 0;
        boolean last = known.isFinal() || tooLong || attempts > MOST_ATTEMPTS;
        if (last || now.isBefore(start) || !paused(pause)) {
          return Landing.failed(known.failure());
        }
      }
      Landing landing = fetchOnce(flight);
      if (landing.failure() == null) {
        return landing;
      }
    }
  }

  /** Whoever came to wait meanwhile has more patience, and flies itself. */
  private Landing fetchInTheBackground(Flight flight) {
    Landing landing = fetchOnce(flight);
    return landing.failure() == null ? landing : Landing.concerningNobody();
  }

  private Landing fetchOnce(Flight flight) {
    Instant askedAt = surroundings.clock().instant();
    try {
      Optional<AccessToken> token = owner.fetch().fetch(owner.user(), owner.template());
      kept.set(token.map(found -> freshness.keep(found, flight.number(), askedAt)).orElse(null));
      trouble.set(null);
      return Landing.with(token);
    } catch (IOException | RuntimeException e) {
      Trouble noted =
          Trouble.after(e, trouble.get(), surroundings.backoff(), surroundings.clock().instant());
      trouble.set(noted);
      noted.report(LOG);
      return Landing.failed(noted.failure());
    }
  }

  private Duration pauseLeft(Instant now) {
    @Nullable Trouble known = trouble.get();
    return known == null ? Duration.ZERO : known.pauseLeft(now);
  }

  private boolean paused(Duration pause) {
    try {
      surroundings.pause().last(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
