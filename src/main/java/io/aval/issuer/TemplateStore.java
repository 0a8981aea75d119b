package io.aval.issuer;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where templates live. Implementations are safe for many threads. */
@FunctionalInterface
public interface TemplateStore {

  /**
   * Finds a template.
   *
   * @param name its name; compared exactly
   * @return the template, or empty
   */
  Optional<JwtTemplate> find(String name);

  /**
   * Keeps templates in memory, as they are.
   *
   * @param templates the templates; no two of one name
   * @return a store that never changes
   * @throws IllegalStateException when two have one name
   */
  static TemplateStore of(JwtTemplate... templates) {
    Map<String, JwtTemplate> byName =
        Arrays.stream(templates)
            .collect(Collectors.toUnmodifiableMap(JwtTemplate::name, Function.identity()));
    return name -> Optional.ofNullable(byName.get(name));
  }
}
