package io.aval.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place where keys have values: {@code web.xml}, MicroProfile Config, system properties, the
 * environment.
 *
 * <p>Read once, on the thread that deploys the application, so it need not be safe for use by many
 * threads.
 */
public interface ConfigSource {

  /**
   * Returns how an operator calls this place.
   *
   * @return a word or two, such as {@code web.xml}
   */
  String name();

  /**
   * Returns the names that have a value here, as far as the place can list them. Names that do not
   * begin with {@code aval.} are ignored.
   *
   * @return the names, possibly none
   */
  Set<String> names();

  /**
   * Looks up one key; also asked for keys of the catalogue that {@link #names()} does not list.
   *
   * @param key a key such as {@code aval.providers.clerk.domain}
   * @return its value, or empty
   */
  Optional<String> value(String key);

  /**
   * Makes a source of a map, which is copied.
   *
   * @param name how an operator calls it
   * @param values keys and values
   * @return the source
   */
  static ConfigSource of(String name, Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return of(name, copy.keySet(), copy::get);
  }

  /**
   * Makes a source of anything that can list its names and look one up: the init parameters of a
   * {@code ServletContext}, a MicroProfile {@code Config}.
   *
   * @param name how an operator calls it
   * @param names the names it knows
   * @param lookup gives the value of a name, or null
   * @return the source
   */
  static ConfigSource of(
      String name, Iterable<String> names, Function<String, @Nullable String> lookup) {
    Set<String> copy = new HashSet<>();
    names.forEach(copy::add);
    return new LookupSource(name, Set.copyOf(copy), lookup);
  }

  /**
   * Takes a copy of this JVM's system properties that begin with {@code aval.}.
   *
   * @return the source
   */
  static ConfigSource systemProperties() {
    Map<String, String> values = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = name.startsWith(ConfigKeys.PREFIX) ? System.getProperty(name) : null;
      if (value != null) {
        values.put(name, value);
      }
    }
    return of("system properties", values);
  }

  /**
   * Makes a source of environment variables, by the rules of MicroProfile Config: {@code
   * AVAL_PROVIDERS_CLERK_DOMAIN} is {@code aval.providers.clerk.domain}. Empty variables count as
   * absent. <code>${env.NAME}</code> in any source reads the variables of this one.
   *
   * @param variables names and values, usually {@link System#getenv()}
   * @return the source
   */
  static ConfigSource environment(Map<String, String> variables) {
    return new EnvironmentSource(variables);
  }
}
