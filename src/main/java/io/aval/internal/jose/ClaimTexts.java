package io.aval.internal.jose;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sets of texts that a provider's claims grant: roles and scopes. */
final class ClaimTexts {
  private ClaimTexts() {}

  /**
   * The texts of several claims, united; a claim is a text or an array of texts.
   *
   * @param paths where the claims are; one that is absent or of another type grants nothing
   * @return the texts in their order, without the empty one; unmodifiable
   */
  static Set<String> of(List<String> paths, Map<String, @Nullable Object> claims) {
    return collect(paths, claims, false);
  }

  /** Like {@link #of}, but a claim that is a text is split at its spaces (RFC 6749, 3.3). */
  static Set<String> words(List<String> paths, Map<String, @Nullable Object> claims) {
    return collect(paths, claims, true);
  }

  /** What is in both. */
  static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> both = new LinkedHashSet<>(some);
    both.retainAll(others);
    return Collections.unmodifiableSet(both);
  }

  private static Set<String> collect(
      List<String> paths, Map<String, @Nullable Object> claims, boolean split) {
    Set<String> texts = Set.of();
    for (String path : paths) {
      Object claim = ClaimPath.find(claims, path);
      if (claim == null) {
        continue;
      }
      if (texts.isEmpty()) {
        texts = new LinkedHashSet<>();
      }
      if (claim instanceof String text) {
        add(text, split, texts);
      } else if (claim instanceof List<?> many) {
        for (Object one : many) {
          add(one, texts);
        }
      }
    }
    return Collections.unmodifiableSet(texts);
  }

  private static void add(@Nullable Object one, Set<String> texts) {
    if (one instanceof String text && !text.isEmpty()) {
      texts.add(text);
    }
  }

  private static void add(String text, boolean split, Set<String> texts) {
    int start = 0;
    for (int end = split ? text.indexOf(' ') : -1; end >= 0; end = text.indexOf(' ', start)) {
      add(text.substring(start, end), texts);
      start = end + 1;
    }
    add(text.substring(start), texts);
  }
}
