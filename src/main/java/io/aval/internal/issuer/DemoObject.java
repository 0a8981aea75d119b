package io.aval.internal.issuer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object in the file of demo users, each member asked for with its type. Immutable.
 *
 * @param members its members
 */
record DemoObject(Map<String, @Nullable Object> members) {

  /**
   * Takes a value that must be an object.
   *
   * @throws IllegalArgumentException when it is none
   */
  static DemoObject of(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> object)) {
      throw outOfShape();
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.forEach((name, value) -> members.put((String) name, value));
    return new DemoObject(members);
  }

  static List<DemoObject> all(List<?> list) {
    return list.stream().map(DemoObject::of).toList();
  }

  String text(String name) {
    return optionalText(name).orElseThrow(DemoObject::outOfShape);
  }

  Optional<String> optionalText(String name) {
    return typed(name, String.class);
  }

  Map<String, @Nullable Object> object(String name) {
    return typed(name, Map.class).map(object -> of(object).members()).orElse(Map.of());
  }

  Optional<List<DemoObject>> objects(String name) {
    return typed(name, List.class).map(list -> all((List<?>) list));
  }

  List<String> texts(String name) {
    List<?> list = typed(name, List.class).orElse(List.of());
    return list.stream()
        .map(
            item -> {
              if (item instanceof String text) {
                return text;
              }
              throw outOfShape();
            })
        .toList();
  }

  private <T> Optional<T> typed(String name, Class<T> type) {
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw outOfShape();
    }
    return Optional.ofNullable(type.cast(value));
  }

  static IllegalArgumentException outOfShape() {
    return new IllegalArgumentException(
        "every user is an object that has at least the texts id and username; an organization has"
            + " id and name, a membership has organization and role");
  }
}
