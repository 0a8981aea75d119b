package io.aval.internal.jose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a claim by its path. */
final class ClaimPath {

  private ClaimPath() {}

  /**
   * Walks into objects along the dots of a path.
   *
   * <p>At every level the longest name that stands literally there decides: {@code
   * https://x.test/c.role} is found as written, and where {@code a.b} stands, {@code a.b.c} is
   * looked for in it and nowhere else. So a path has one meaning, and costs one look per dot.
   *
   * @param claims the token's claims
   * @param path a claim's name, or a path into it
   * @return the value; {@code null} when it is absent or JSON's {@code null}
   */
  static @Nullable Object find(Map<String, @Nullable Object> claims, String path) {
    Map<?, ?> level = claims;
    String rest = path;
    while (true) {
      int end = rest.length();
      Object value = level.get(rest);
      while (value == null) {
        end = rest.lastIndexOf('.', end - 1);
        if (end < 0) {
          return null;
        }
        value = level.get(rest.substring(0, end));
      }
      if (end == rest.length()) {
        return value;
      }
      if (!(value instanceof Map<?, ?> inner)) {
        return null;
      }
      level = inner;
      rest = rest.substring(end + 1);
    }
  }
}
