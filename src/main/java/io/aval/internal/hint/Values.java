package io.aval.internal.hint;

import io.aval.config.ProviderConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the places in a cure stand for; all of it stands in the configuration. */
final class Values {
  private Values() {}

  /** None: the cure stays as it is in the catalogue. */
  static Optional<Map<String, String>> none() {
    return Optional.of(Map.of());
  }

  /** What one provider is called, and whom it trusts. */
  static Map<String, String> of(ProviderConfig provider) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", provider.name());
    values.put("issuer", provider.issuer());
    provider.applicationIds().stream()
        .findFirst()
        .ifPresent(first -> values.put("application-id", first));
    return values;
  }

  /** The same and one more. */
  static Map<String, String> of(ProviderConfig provider, String name, String value) {
    Map<String, String> values = of(provider);
    values.put(name, value);
    return values;
  }

  /** Those of the token's provider, or none where it has none, when something holds. */
  static Optional<Map<String, String>> when(boolean holds, RefusedToken token) {
    return holds ? token.provider().map(Values::of).or(Values::none) : Optional.empty();
  }
}
