package io.aval.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Configurations to begin a test with. */
final class Given {
  static final String P = "aval.providers.main.";

  private Given() {}

  /** The smallest configuration that works, with keys added, replaced, or (by null) taken away. */
  static Map<String, String> oidc(String... changes) {
    Map<String, String> values = new TreeMap<>();
    values.put(P + "domain", "https://issuer.test");
    values.put(P + "application-id", "notes");
    return change(values, changes);
  }

  /** The smallest provider whose issuer is never fetched. */
  static Map<String, String> customJwt(String... changes) {
    Map<String, String> values = new TreeMap<>();
    values.put(P + "type", "custom-jwt");
    values.put(P + "issuer", "notes-issuer");
    values.put(P + "jwks", "https://issuer.test/keys");
    values.put(P + "application-id", "notes");
    return change(values, changes);
  }

  static IdentityConfig read(Map<String, String> values) {
    return ConfigReader.read(ConfigSource.of("test", values)).config();
  }

  static ProviderConfig provider(Map<String, String> values) {
    return read(values).providers().get(0);
  }

  static List<String> warnings(Map<String, String> values) {
    return ConfigReader.read(ConfigSource.of("test", values)).warnings();
  }

  static List<String> faults(Map<String, String> values) {
    return faults(ConfigSource.of("test", values));
  }

  static List<String> faults(ConfigSource... sources) {
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(sources));
    if (thrown == null) {
      throw new AssertionError("the configuration was accepted");
    }
    return thrown.getFaults();
  }

  private static Map<String, String> change(Map<String, String> values, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      String key = changes[i].startsWith("aval.") ? changes[i] : P + changes[i];
      if (changes[i + 1] == null) {
        values.remove(key);
      } else {
        values.put(key, changes[i + 1]);
      }
    }
    return values;
  }
}
