package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one remote issuer, there whenever they can be.
 *
 * <p><b>States.</b> There is an immutable {@link Snapshot} or there is none. A snapshot is
 * <em>fresh</em> until 80 % of its age, then <em>due</em>: it serves on while a background task
 * gets the next one. While the issuer is down it serves on still, up to 24 hours after the last
 * success; then it is <em>too old</em> and counts as none. A token with a known key costs one
 * volatile read and one look into a map, in all states but the last.
 *
 * <p><b>Flights.</b> A fetch is a {@link Flight}, and at most one is in the air: whoever wins the
 * compare-and-set on {@link #inFlight} owns it. A refresh flies in the background. A request waits
 * only in two cases, and then flies itself rather than wait for a free background thread, taking
 * over a refresh that has not begun: when there are no keys at all, and when its {@code kid} is
 * unknown and {@link UnknownKids} lets it through. Others in the same case wait for that flight,
 * until 5 s (no keys) or 1 s (unknown {@code kid}) after its start, so that an issuer that hangs
 * holds up nobody who comes later and hostile {@code kid}s cannot gather the server's threads.
 * Nothing is shared between providers but the executor, and no request waits for the executor: an
 * issuer that hangs keeps one background thread, at most for the bounds of {@link Fetch}, and slows
 * no other.
 *
 * <p><b>Races.</b> The order at landing is: snapshot, limiters, {@code inFlight}, latch. So whoever
 * finds nothing in the air sees what the last flight brought, and looks once more after winning the
 * compare-and-set ({@link #takeOff}): a thread that was held up between its look and its start
 * fetches nothing twice. The version changes with the content of the set only, in steps of two; an
 * odd number is a set that is too old. Time of day comes from the injected clock and may jump: a
 * set from the future is due, and a wait longer than its window is over.
 *
 * <p><b>Issuer down.</b> Loads and refreshes are at least 10 s apart until one succeeds, whatever
 * the traffic; in between callers without keys are told at once when the next attempt is.
 */
final class RemoteKeys implements ProviderKeys {
  /** Least time between attempts while the issuer is down. */
  static final long RETRY_MILLIS = 10_000;

  /** How long keys serve after the last success. */
  static final long STALE_MILLIS = Duration.ofHours(24).toMillis();

  private static final long PATIENCE_WITHOUT_KEYS = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_FOR_UNKNOWN_KID = TimeUnit.SECONDS.toNanos(1);

  /** The keys as of one successful fetch; times in milliseconds. */
  private record Snapshot(KeySet keys, long version, long fetchedAt, long dueAfter) {}

  /** One fetch, from the decision to its end. */
  private static final class Flight {
    private final long decidedNanos = System.nanoTime();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch landed = new CountDownLatch(1);
    private final AtomicBoolean successful = new AtomicBoolean();
  }

  private final KeyLoader loader;
  private final Clock clock;
  private final Background background;
  private final Outage outage;
  private final UnknownKids unknown = new UnknownKids();
  private final AtomicReference<@Nullable Flight> inFlight = new AtomicReference<>();
  private final AtomicReference<@Nullable Snapshot> snapshot = new AtomicReference<>();
  private final AtomicLong retryAt = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  RemoteKeys(String provider, KeyLoader loader, Environment environment) {
    this.loader = loader;
    clock = environment.clock();
    background = new Background(environment.background());
    outage = new Outage(provider);
  }

  @Override
  public VerificationKey find(@Nullable String kid, Algorithm algorithm) {
    @Nullable Snapshot present = usable();
    Snapshot keys = present != null ? present : firstLoad();
    @Nullable VerificationKey found = keys.keys().select(kid, algorithm);
    if (found != null) {
      return found;
    }
    String name = kid != null ? kid : "(none) " + algorithm.headerName();
    if (present == null) { // the set is newer than the question
      throw unknownKey(name, true);
    }
    return missing(name, kid, algorithm);
  }

  @Override
  public long version() {
    @Nullable Snapshot known = snapshot.get();
    if (known == null) {
      return 0;
    }
    @Nullable Snapshot present = usable();
    return present != null ? present.version() : known.version() + 1;
  }

  @Override
  public void close() {
    closed.set(true);
  }

  /** The present keys, unless there are none or they are too old; starts a refresh when due. */
  private @Nullable Snapshot usable() {
    @Nullable Snapshot present = snapshot.get();
    if (present == null) {
      return null;
    }
    long age = clock.millis() - present.fetchedAt();
    if (age >= 0 && age < present.dueAfter()) {
      return present;
    }
    if (age >= STALE_MILLIS) {
      return null;
    }
    refresh(present);
    return present;
  }

  private void refresh(Snapshot seen) {
    if (!closed.get() && inFlight.get() == null && waitMillis() == 0) {
      @Nullable Flight flight = takeOff(seen);
      if (flight != null) {
        background.run(() -> fly(flight));
      }
    }
  }

  private Snapshot firstLoad() {
    @Nullable Flight flight = waitMillis() == 0 ? takeOff(snapshot.get()) : null;
    if (flight == null) {
      flight = inFlight.get();
    }
    if (flight != null && !fly(flight)) {
      await(flight, PATIENCE_WITHOUT_KEYS);
    }
    @Nullable Snapshot present = usable();
    if (present == null) {
      throw unavailable(waitMillis());
    }
    return present;
  }

  /** Waits, where that may help, for a set that has a key which the present one does not have. */
  private VerificationKey missing(String name, @Nullable String kid, Algorithm algorithm) {
    UnknownKids.Advice advice;
    @Nullable Flight flight = null;
    // One step, or a second caller could be told to wait for a flight that is not in the air yet.
    synchronized (unknown) {
      advice = unknown.advise(name, clock.millis());
      if (advice == UnknownKids.Advice.FETCH) {
        Flight own = new Flight();
        @Nullable Flight other = inFlight.compareAndExchange(null, own);
        flight = other == null ? own : other;
      } else if (advice == UnknownKids.Advice.WAIT) {
        flight = inFlight.get();
      }
    }
    if (flight != null) {
      awaitOrFly(flight, advice == UnknownKids.Advice.FETCH);
    }
    @Nullable Snapshot present = snapshot.get();
    @Nullable VerificationKey found =
        present == null ? null : present.keys().select(kid, algorithm);
    if (found != null) {
      return found;
    }
    boolean looked = flight != null && flight.successful.get();
    boolean inDoubt = flight != null || (advice == UnknownKids.Advice.WAIT && unknown.isFailing());
    if (inDoubt && !looked) {
      throw unavailable(unknown.waitMillis(clock.millis()));
    }
    throw unknownKey(name, looked);
  }

  private void awaitOrFly(Flight flight, boolean mayFly) {
    if (!mayFly || !fly(flight)) {
      await(flight, PATIENCE_FOR_UNKNOWN_KID);
    }
    if (mayFly && !flight.successful.get()) {
      unknown.failed();
    }
  }

  private IdentityException unknownKey(String name, boolean looked) {
    if (looked) {
      unknown.notFound(name, clock.millis());
    }
    return new IdentityException(
        Reason.UNKNOWN_KEY, "The issuer publishes no key that fits " + LogText.quote(name));
  }

  /** Takes the right to fetch, unless somebody has it, just had it, or must wait. */
  @SuppressWarnings("ReferenceEquality") // asks whether it is the very snapshot seen before
  private @Nullable Flight takeOff(@Nullable Snapshot seen) {
    Flight flight = new Flight();
    if (!inFlight.compareAndSet(null, flight)) {
      return null;
    }
    if (snapshot.get() != seen || waitMillis() > 0) {
      if (flight.begun.compareAndSet(false, true)) { // else a waiting request took it over already
        land(flight, snapshot.get() != seen);
      }
      return null;
    }
    retryAt.set(clock.millis() + RETRY_MILLIS);
    return flight;
  }

  /** Fetches, unless another thread has begun to. */
  private boolean fly(Flight flight) {
    if (!flight.begun.compareAndSet(false, true)) {
      return false;
    }
    boolean successful = false;
    try {
      long now = clock.millis();
      publish(loader.load(), now);
      successful = true;
    } catch (IOException | RuntimeException e) {
      outage.failed(e, consequence());
    } finally {
      land(flight, successful);
    }
    return true;
  }

  private void publish(KeyLoader.Loaded loaded, long now) {
    @Nullable Snapshot old = snapshot.get();
    KeySet keys = loaded.document().keys();
    // A set that was too old had another version while it was; it must not get that one back.
    boolean same =
        old != null && now - old.fetchedAt() < STALE_MILLIS && old.keys().hasSameKeys(keys);
    long version = (old == null ? 0 : old.version()) + (same ? 0 : 2);
    snapshot.set(new Snapshot(keys, version, now, loaded.age().toMillis() * 4 / 5));
    retryAt.set(0);
    unknown.succeeded();
    outage.over();
    if (!same) {
      outage.changed(loaded.document());
    }
  }

  private void land(Flight flight, boolean successful) {
    flight.successful.set(successful);
    inFlight.set(null);
    flight.landed.countDown();
  }

  private static void await(Flight flight, long patienceNanos) {
    long left = patienceNanos - (System.nanoTime() - flight.decidedNanos);
    try {
      if (!flight.landed.await(left, TimeUnit.NANOSECONDS)) {
        return; // the caller sees that the flight has brought nothing
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long waitMillis() {
    long wait = retryAt.get() - clock.millis();
    return wait > RETRY_MILLIS ? 0 : Math.max(wait, 0);
  }

  private static IdentityException unavailable(long waitMillis) {
    long seconds = Math.max(1, (waitMillis + 999) / 1000);
    return IdentityException.keysUnavailable(
        Duration.ofSeconds(seconds), "The issuer's keys cannot be had; see AVAL-101");
  }

  private String consequence() {
    return snapshot.get() == null
        ? "Its tokens are answered with 503 until they can"
        : "Those fetched before serve for up to 24 hours";
  }
}
