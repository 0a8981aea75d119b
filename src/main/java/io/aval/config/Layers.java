package io.aval.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lays sources over one another, the first that has a value winning, and expands the values. */
final class Layers {
  private final List<ConfigSource> sources;
  private final Faults faults;

  Layers(List<ConfigSource> sources, Faults faults) {
    this.sources = sources;
    this.faults = faults;
  }

  /** The effective text of every key; names that are not keys become faults and are left out. */
  Map<String, String> merge() {
    Interpolation interpolation = new Interpolation(this::variable);
    Map<String, String> merged = new TreeMap<>();
    for (String key : keys()) {
      Optional<String> unknown = KnownKeys.fault(key);
      if (unknown.isPresent()) {
        faults.add(key, unknown.get());
      } else {
        lookup(key).ifPresent(raw -> put(merged, key, raw, interpolation));
      }
    }
    return merged;
  }

  /** Environment variables that look like a mistyped key, and what they may have meant. */
  Map<String, String> suspects() {
    Map<String, String> suspects = new LinkedHashMap<>();
    for (ConfigSource source : sources) {
      if (source instanceof EnvironmentSource environment) {
        suspects.putAll(environment.suspects());
      }
    }
    return suspects;
  }

  /**
   * Every key that may have a value. A source need not be able to list its names, so the
   * catalogue's are asked for as well.
   */
  private Set<String> keys() {
    Set<String> keys = new TreeSet<>(KnownKeys.ofApplication());
    Set<String> providers = new TreeSet<>();
    for (ConfigSource source : sources) {
      if (!(source instanceof EnvironmentSource)) {
        source.names().stream().filter(Layers::isOurs).forEach(keys::add);
      }
    }
    keys.forEach(key -> KnownKeys.provider(key).ifPresent(providers::add));
    for (ConfigSource source : sources) {
      if (source instanceof EnvironmentSource environment) {
        keys.addAll(environment.names(providers));
      }
    }
    for (String provider : providers) {
      KnownKeys.ofProvider().forEach(sub -> keys.add(ConfigKeys.PROVIDERS + provider + "." + sub));
    }
    return keys;
  }

  private Optional<String> lookup(String key) {
    for (ConfigSource source : sources) {
      try {
        Optional<String> value = source.value(key);
        if (value.isPresent()) {
          return value;
        }
      } catch (RuntimeException e) {
        // Its message may quote a value, so only its kind is told.
        faults.add(
            key, "cannot be read from " + source.name() + " (" + e.getClass().getName() + ")");
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void put(
      Map<String, String> merged, String key, String raw, Interpolation interpolation) {
    try {
      merged.put(key, interpolation.expand(raw));
    } catch (BadValue bad) {
      faults.add(key, bad.sentence());
    }
  }

  private Optional<String> variable(String name) {
    return sources.stream()
        .filter(EnvironmentSource.class::isInstance)
        .map(EnvironmentSource.class::cast)
        .findFirst()
        .flatMap(environment -> environment.raw(name));
  }

  private static boolean isOurs(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(ConfigKeys.PREFIX);
  }
}
