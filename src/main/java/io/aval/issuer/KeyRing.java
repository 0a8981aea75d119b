package io.aval.issuer;

import io.aval.internal.jose.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The keys of an issuer at one version: previous ones that verifiers still need, the one that
 * signs, and the next. Immutable.
 *
 * <p>Which key signs follows from the time alone, so that nobody has to do anything at the moment
 * of the change: all nodes change at it, and a node that dies between publishing and changing
 * leaves nothing undone.
 *
 * @param keys in the order in which they sign
 */
record KeyRing(List<RingKey> keys) {
  /**
   * How many keys there may be. Verifiers take a limited number (Aval 100), and tokens of ten years
   * from a key of a day would add up to thousands.
   */
  static final int MOST = 64;

  /** What verifiers may add to the end of a token's life; five minutes are Aval's own ceiling. */
  private static final Duration LENIENCE = Duration.ofMinutes(5);

  KeyRing {
    keys = List.copyOf(keys);
  }

  /** A first key, which signs at once since nobody can know another, and the next. */
  static KeyRing first(Instant now, Supplier<SigningKey> generator) {
    return new KeyRing(
        List.of(
            RingKey.fresh(generator.get(), now, Optional.of(now)),
            RingKey.fresh(generator.get(), now, Optional.empty())));
  }

  /** The key that signs now. */
  RingKey current(Instant now) {
    RingKey current = keys.get(0); // also before its time: a clock may have been set back
    for (RingKey key : keys) {
      if (key.isActive(now)) {
        current = key;
      }
    }
    return current;
  }

  /** The key that has been told when to begin, and has not yet. */
  Optional<RingKey> pending(Instant now) {
    return keys.stream()
        .filter(key -> key.activeFrom().isPresent() && !key.isActive(now))
        .filter(key -> !key.equals(current(now)))
        .findFirst();
  }

  /**
   * Decides when the next key begins: as soon as every verifier can have fetched it. While a change
   * is pending, the ring stays as it is, and so does one that is {@linkplain #isFull full}.
   */
  KeyRing rotated(Instant now, Duration publishAhead, Supplier<SigningKey> generator) {
    if (pending(now).isPresent() || isFull()) {
      return this;
    }
    List<RingKey> next = new ArrayList<>();
    for (RingKey key : keys) {
      Instant known = key.publishedAt().plus(publishAhead);
      next.add(key.activeFrom().isPresent() ? key : key.active(known.isAfter(now) ? known : now));
    }
    next.add(RingKey.fresh(generator.get(), now, Optional.empty()));
    return new KeyRing(next);
  }

  /** Whether another key has to wait until tokens of an old one have expired. */
  boolean isFull() {
    return keys.size() >= MOST;
  }

  /** Rotates when the current key is as old as it may become. */
  KeyRing aged(Instant now, Duration every, Duration publishAhead, Supplier<SigningKey> generator) {
    Instant since = current(now).activeFrom().orElse(now);
    return since.plus(every).isAfter(now) ? this : rotated(now, publishAhead, generator);
  }

  /**
   * Leaves out keys that no valid token can name any more, and the private part of those that no
   * node signs with any more.
   */
  KeyRing pruned(Instant now, Duration publishAhead) {
    List<RingKey> left = new ArrayList<>();
    boolean changed = false;
    for (RingKey key : keys) {
      Optional<Instant> superseded = superseded(key, now);
      if (superseded.isPresent() && isOver(key, superseded.get(), now)) {
        changed = true;
      } else if (superseded
              .filter(at -> !at.plus(publishAhead).plus(LENIENCE).isAfter(now))
              .isPresent()
          && key.key().isPresent()) {
        left.add(key.withoutPrivatePart());
        changed = true;
      } else {
        left.add(key);
      }
    }
    return changed ? new KeyRing(left) : this;
  }

  /** When another key took over; empty while none has. */
  Optional<Instant> superseded(RingKey key, Instant now) {
    return keys.stream()
        .filter(other -> keys.indexOf(other) > keys.indexOf(key) && other.isActive(now))
        .flatMap(other -> other.activeFrom().stream())
        .min(Comparator.naturalOrder());
  }

  private static boolean isOver(RingKey key, Instant superseded, Instant now) {
    return !until(key, superseded).isAfter(now);
  }

  static Instant until(RingKey key, Instant superseded) {
    return superseded.plus(key.longestLifetime()).plus(LENIENCE);
  }

  /** What verifiers may fetch: everything but what only waits to be swept out. */
  List<RingKey> published(Instant now) {
    return keys.stream()
        .filter(key -> superseded(key, now).filter(at -> isOver(key, at, now)).isEmpty())
        .toList();
  }

  /** The ring in which a key has signed for so long. */
  KeyRing signing(String kid, Duration lifetime) {
    return with(
        kid, key -> key.longestLifetime().compareTo(lifetime) < 0 ? key.signing(lifetime) : key);
  }

  private KeyRing with(String kid, UnaryOperator<RingKey> change) {
    return new KeyRing(
        keys.stream().map(key -> key.kid().equals(kid) ? change.apply(key) : key).toList());
  }

  /**
   * Leaves a key out at once, because somebody else has it. When it is the one that signs, the next
   * takes over now, whoever has fetched it.
   */
  KeyRing without(String kid, Instant now, Supplier<SigningKey> generator) {
    List<RingKey> left =
        new ArrayList<>(keys.stream().filter(key -> !key.kid().equals(kid)).toList());
    if (left.size() == keys.size()) {
      return this;
    }
    if (left.stream().noneMatch(key -> key.activeFrom().isEmpty())) {
      left.add(RingKey.fresh(generator.get(), now, Optional.empty()));
    }
    if (kid.equals(current(now).kid())) {
      int heir = 0;
      while (left.get(heir).isActive(now)) {
        heir++; // previous keys stay previous
      }
      left.set(heir, left.get(heir).active(now));
      if (left.stream().noneMatch(key -> key.activeFrom().isEmpty())) {
        left.add(RingKey.fresh(generator.get(), now, Optional.empty()));
      }
    }
    return new KeyRing(left);
  }
}
