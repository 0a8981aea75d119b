package io.aval.issuer;

import io.aval.internal.jose.PasswordSealing;
import io.aval.internal.jose.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One node's view of the key ring that all nodes share: looks at the store when its knowledge is
 * some seconds old, and changes it by compare-and-set.
 *
 * <p>No timer is needed. Whoever asks for keys when it is time, looks; while nobody asks, nobody
 * misses anything, because a key is published well before it signs.
 */
final class KeyRingView {
  private static final System.Logger LOG = System.getLogger(KeyRingView.class.getName());
  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final int MOST_TRIES = 100;

  private final KeyRingStore store;
  private final PasswordSealing sealing;
  private final KeyRotation rotation;
  private final Clock clock;
  private final Duration betweenLooks;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable Seen seen;
  private volatile boolean toldFull;

  KeyRingView(KeyRingStore store, PasswordSealing sealing, KeyRotation rotation, Clock clock) {
    this.store = store;
    this.sealing = sealing;
    this.rotation = rotation;
    this.clock = clock;
    Duration quarter = rotation.publishAhead().dividedBy(4);
    this.betweenLooks =
        quarter.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? quarter : LONGEST_BETWEEN_LOOKS;
  }

  private record Seen(KeyRing ring, long version, Instant lookedAt) {
    boolean isFresh(Instant now, Duration age) {
      return lookedAt.plus(age).isAfter(now) && lookedAt.minus(age).isBefore(now);
    }
  }

  /** The ring as of some seconds ago at most, rotated and swept when it was time. */
  KeyRing ring() {
    Instant now = clock.instant();
    Seen known = seen;
    if (known != null && known.isFresh(now, betweenLooks)) {
      return known.ring();
    }
    // One looks; the others go on with what they know, unless that is too old to be of use.
    boolean first = looking.tryLock();
    if (!first && known != null && known.isFresh(now, betweenLooks.multipliedBy(2))) {
      return known.ring();
    }
    if (!first) {
      looking.lock();
    }
    try {
      Seen meanwhile = seen;
      return meanwhile != null && meanwhile.isFresh(now, betweenLooks)
          ? meanwhile.ring()
          : look(now, meanwhile).ring();
    } finally {
      looking.unlock();
    }
  }

  private Seen look(Instant now, @Nullable Seen known) {
    try {
      return changed(ring -> maintained(ring, now));
    } catch (RuntimeException unreachable) {
      if (known == null || unreachable instanceof IllegalArgumentException) {
        throw unreachable; // nothing to go on with; or the ring was replaced by one not ours
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "AVAL-302 The signing keys cannot be looked at; going on with what is known.",
          unreachable);
      return remember(new Seen(known.ring(), known.version(), now));
    }
  }

  private KeyRing maintained(KeyRing ring, Instant now) {
    KeyRing pruned = ring.pruned(now, rotation.publishAhead());
    boolean full = pruned.isFull();
    if (full && !toldFull) {
      LOG.log(
          System.Logger.Level.WARNING,
          "AVAL-305 There are {0} signing keys whose tokens have not expired; no key changes until"
              + " one has. Mint tokens of shorter lifetimes, or rotate less often.",
          pruned.keys().size());
    }
    toldFull = full;
    return pruned.aged(now, rotation.every(), rotation.publishAhead(), SigningKey::generate);
  }

  /** Changes the ring for all nodes; what is already as it should be, is not written. */
  KeyRing change(UnaryOperator<KeyRing> change) {
    looking.lock();
    try {
      return changed(change).ring();
    } finally {
      looking.unlock();
    }
  }

  private Seen changed(UnaryOperator<KeyRing> change) {
    UnaryOperator<KeyRing> wanted = change;
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<KeyRingStore.Kept> kept = store.read();
      long version = kept.map(KeyRingStore.Kept::version).orElse(0L);
      KeyRing present =
          kept.map(this::open)
              .orElseGet(() -> KeyRing.first(clock.instant(), SigningKey::generate));
      KeyRing next = wanted.apply(present);
      if (kept.isPresent() && next.equals(present)) {
        return remember(new Seen(present, version, clock.instant()));
      }
      byte[] json = KeyRingJson.write(next);
      KeyRingJson.read(json); // what could not be read again must not replace what can
      if (store.replace(version, sealing.seal(json))) {
        wanted = UnaryOperator.identity(); // to be read again with its version
      }
    }
    throw new IllegalStateException("The key ring changes faster than it can be read");
  }

  private KeyRing open(KeyRingStore.Kept kept) {
    Seen known = seen;
    return known != null && known.version() == kept.version()
        ? known.ring()
        : KeyRingJson.read(sealing.open(kept.sealed()));
  }

  private Seen remember(Seen now) {
    seen = now;
    return now;
  }
}
