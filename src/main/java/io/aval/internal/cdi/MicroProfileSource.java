package io.aval.internal.cdi;

import io.aval.config.ConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** MicroProfile Config as a source, where the server has it. */
final class MicroProfileSource {
  private MicroProfileSource() {}

  /** The source, or empty on a server without MicroProfile Config. */
  static Optional<ConfigSource> find() {
    try {
      return Optional.of(Bridge.open());
    } catch (LinkageError | IllegalStateException absent) {
      return Optional.empty(); // no API, or an API without an implementation
    }
  }

  /** A class of its own, so that a server without the API never links it. */
  private static final class Bridge {
    static ConfigSource open() {
      Config config = ConfigProvider.getConfig();
      List<String> names = new ArrayList<>();
      for (String name : config.getPropertyNames()) {
        if (name.startsWith("aval.")) {
          names.add(name);
        }
      }
      return ConfigSource.of(
          "MicroProfile Config",
          names,
          name -> config.getOptionalValue(name, String.class).orElse(null));
    }
  }
}
