package io.aval.internal.issuer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a body's JSON object, each asked for with its type. A member that is null counts
 * as left out, which {@link #isNull} tells apart. Immutable.
 */
final class Fields {
  private final Map<String, @Nullable Object> members;

  private Fields(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Takes the members of an object.
   *
   * @throws ApiFault when there is one that nobody will ask for
   */
  static Fields of(Map<String, @Nullable Object> members, Set<String> known) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        // Not its name: that is whatever the caller wrote.
        throw ApiFault.of(
            ApiFault.Kind.PARAMETER_UNKNOWN,
            "There is a parameter that this call does not know; it knows "
                + String.join(", ", known.stream().sorted().toList())
                + ".");
      }
    }
    return new Fields(members);
  }

  boolean isNull(String name) {
    return members.containsKey(name) && members.get(name) == null;
  }

  Optional<String> text(String name) {
    return typed(name, String.class, "a text");
  }

  Optional<Boolean> flag(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  Optional<Long> whole(String name) {
    return typed(name, Long.class, "a whole number");
  }

  /** An object, whose names are text since it was read from JSON. */
  Optional<Map<?, ?>> object(String name) {
    return typed(name, Map.class, "an object").map(object -> (Map<?, ?>) object);
  }

  private <T> Optional<T> typed(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw ApiFault.ofParameter(
          ApiFault.Kind.PARAMETER_INVALID, name, name + " must be " + expected + ".");
    }
    return Optional.ofNullable(type.cast(value));
  }
}
