package io.aval.config;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A source made of a list of names and a function. */
record LookupSource(String name, Set<String> names, Function<String, @Nullable String> lookup)
    implements ConfigSource {
  @Override
  public Optional<String> value(String key) {
    return Optional.ofNullable(lookup.apply(key));
  }
}
