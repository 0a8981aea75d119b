package io.aval.issuer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies JSON values deeply into unmodifiable ones, and refuses what is not JSON. */
final class JsonTree {
  /** How deep claims may nest; the verifier has the same limit. */
  static final int MAX_DEPTH = 16;

  /**
   * How many members claims may have in all: the verifier reads 256, and the issuer adds its own.
   */
  static final int MAX_MEMBERS = 240;

  private JsonTree() {}

  static Map<String, @Nullable Object> copyObject(String path, Map<String, ?> object) {
    return copyObject(path, object, 1);
  }

  /** The members of all objects in a value, itself included. */
  static int members(@Nullable Object value) {
    int members = 0;
    if (value instanceof Map<?, ?> object) {
      for (Object member : object.values()) {
        members += 1 + members(member);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        members += members(item);
      }
    }
    return members;
  }

  private static Map<String, @Nullable Object> copyObject(String path, Map<?, ?> map, int depth) {
    if (depth > MAX_DEPTH) {
      throw invalid(path + " nests deeper than " + MAX_DEPTH + " levels.");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw invalid(path + " has a name that is not text.");
          }
          copy.put(name, copy(path + "." + name, value, depth + 1));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copy(String path, @Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return copyObject(path, map, depth);
    }
    if (value instanceof List<?> list) {
      return copyList(path, list, depth);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw invalid(path + " is not a number that JSON knows.");
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Number) {
      return value;
    }
    throw invalid(path + " is not a JSON value but a " + value.getClass().getName() + ".");
  }

  private static List<@Nullable Object> copyList(String path, List<?> list, int depth) {
    if (depth > MAX_DEPTH) {
      throw invalid(path + " nests deeper than " + MAX_DEPTH + " levels.");
    }
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      copy.add(copy(path + "[" + i + "]", list.get(i), depth + 1));
    }
    return Collections.unmodifiableList(copy);
  }

  private static IssuerException invalid(String message) {
    return new IssuerException(IssuerException.Code.INVALID_VALUE, message);
  }
}
