package io.aval.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Immutable copies that keep the order, so that messages and documents name things as configured.
 */
final class Copies {

  private Copies() {}

  static <T> Set<T> of(Set<T> set) {
    set.forEach(Objects::requireNonNull);
    return Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }

  static <K, V> Map<K, V> of(Map<K, V> map) {
    map.keySet().forEach(Objects::requireNonNull);
    map.values().forEach(Objects::requireNonNull);
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
