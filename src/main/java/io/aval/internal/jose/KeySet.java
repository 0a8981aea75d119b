package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some keys of one provider, ready to be asked by any number of threads. Immutable: a change of
 * keys is another set, never another state of this one.
 *
 * <p>There are two kinds. In a <em>published</em> set, a JWKS, the {@code kid} rules: a token with
 * one gets the key that bears it, and a key without one serves only tokens without one. In a
 * <em>configured</em> set, a PEM file or a shared secret, there are no ids and the token's {@code
 * kid} is not looked at. In both, what is chosen must be the only one that fits.
 */
final class KeySet {
  /** A key and what it may verify, worked out once. */
  private record Candidate(VerificationKey key, Set<Algorithm> algorithms) {}

  private final List<VerificationKey> keys;
  private final List<Candidate> all = new ArrayList<>();
  private final Map<String, List<Candidate>> byKid = new HashMap<>();
  private final boolean published;

  private KeySet(List<VerificationKey> keys, boolean published) {
    this.keys = List.copyOf(keys);
    this.published = published;
    for (VerificationKey key : this.keys) {
      Candidate candidate = new Candidate(key, algorithms(key));
      all.add(candidate);
      if (key.kid() != null) {
        byKid.computeIfAbsent(key.kid(), kid -> new ArrayList<>()).add(candidate);
      }
    }
  }

  /** Makes a set in which a token's {@code kid} names the key. */
  static KeySet published(List<VerificationKey> keys) {
    return new KeySet(keys, true);
  }

  /** Makes a set in which a token's {@code kid} is not looked at. */
  static KeySet configured(List<VerificationKey> keys) {
    return new KeySet(keys, false);
  }

  /** The keys, in the order of their source. */
  List<VerificationKey> keys() {
    return keys;
  }

  /**
   * Chooses the key for a token.
   *
   * @return the key, or null when the set has none by that {@code kid} (or, without {@code kid},
   *     none of the right type), so that a newer set might
   * @throws IdentityException {@code ALGORITHM_NOT_ALLOWED} when the key of that {@code kid} is not
   *     for this algorithm; {@code UNKNOWN_KEY} when several keys fit and nothing says which
   */
  @Nullable VerificationKey select(@Nullable String kid, Algorithm algorithm) {
    boolean named = published && kid != null;
    List<Candidate> candidates = named ? byKid.getOrDefault(kid, List.of()) : all;
    @Nullable VerificationKey found = null;
    for (Candidate candidate : candidates) {
      if (candidate.algorithms.contains(algorithm)) {
        if (found != null) {
          throw new IdentityException(
              Reason.UNKNOWN_KEY,
              "Several keys fit " + algorithm.headerName() + " and kid " + LogText.quote(kid));
        }
        found = candidate.key;
      }
    }
    if (found == null && named && !candidates.isEmpty()) {
      throw new IdentityException(
          Reason.ALGORITHM_NOT_ALLOWED,
          "The key " + LogText.quote(kid) + " is not for " + algorithm.headerName());
    }
    return found;
  }

  /** What the keys may verify, all together. */
  Set<Algorithm> algorithms() {
    Set<Algorithm> united = EnumSet.noneOf(Algorithm.class);
    all.forEach(candidate -> united.addAll(candidate.algorithms()));
    return united;
  }

  /** Whether another set has exactly the same keys, in whatever order. */
  boolean hasSameKeys(KeySet other) {
    return published == other.published
        && keys.size() == other.keys.size()
        && new HashSet<>(keys).equals(new HashSet<>(other.keys));
  }

  private static Set<Algorithm> algorithms(VerificationKey key) {
    Set<Algorithm> fitting = KeyRules.algorithms(key.key());
    if (key.algorithm() != null) {
      fitting.retainAll(Set.of(key.algorithm()));
    }
    return fitting;
  }
}
