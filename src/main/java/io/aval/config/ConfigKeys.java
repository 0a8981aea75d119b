package io.aval.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * The one catalogue of keys. What is not in here is not a key: the reader refuses it, and the
 * reference in the documentation is written from it.
 */
public final class ConfigKeys {
  static final String PREFIX = "aval.";
  static final String PROVIDERS = "aval.providers.";

  private ConfigKeys() {}

  /**
   * Returns every key there is, in the order of the reference.
   *
   * @return an unmodifiable list
   */
  public static List<ConfigKey> all() {
    return Stream.of(
            ProviderKeys.all(), ApplicationKeys.all(), WebSocketKeys.all(), IssuerKeys.all())
        .flatMap(List::stream)
        .toList();
  }
}
