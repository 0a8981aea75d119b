package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What counts beside a web.xml, and before it: system properties and environment variables, in
 * which there may be whole providers.
 *
 * @param properties system properties of Aval's, by their names
 * @param variables environment variables, also those of others
 */
record Surroundings(Map<String, String> properties, Map<String, String> variables) {
  Surroundings {
    properties = Map.copyOf(properties);
    variables = Map.copyOf(variables);
  }

  /** Those of this process. */
  static Surroundings here() {
    ConfigSource source = ConfigSource.systemProperties();
    Map<String, String> properties = new LinkedHashMap<>();
    source
        .names()
        .forEach(name -> source.value(name).ifPresent(value -> properties.put(name, value)));
    return new Surroundings(properties, System.getenv());
  }

  /**
   * Reads the configuration of an application with this web.xml.
   *
   * @throws ConfigException with every fault
   */
  IdentityConfig read(Map<String, String> webXml) {
    return ConfigReader.read(
            ConfigSource.of("system properties", properties),
            ConfigSource.environment(variables),
            ConfigSource.of("web.xml", webXml))
        .config();
  }

  /** The names of all providers: those that are known, and then those that only stand here. */
  List<String> providers(List<String> known) {
    List<String> all = new ArrayList<>(known);
    properties.keySet().stream()
        .sorted()
        .flatMap(key -> Project.providerOf(key).stream())
        .forEach(name -> add(name, all));
    ConfigSource.environment(variables).names().stream()
        .sorted()
        .flatMap(key -> Project.providerOf(key).stream())
        .filter(name -> all.stream().noneMatch(other -> isSameVariable(name, other)))
        .forEach(name -> add(name, all));
    return all;
  }

  private static void add(String name, List<String> all) {
    if (!all.contains(name)) {
      all.add(name);
    }
  }

  /** The same without other providers, so that one can be judged alone. */
  Surroundings of(String provider) {
    return new Surroundings(
        kept(properties, key -> names(Set.of(key)).stream().allMatch(provider::equals)),
        kept(
            variables,
            key ->
                names(ConfigSource.environment(Map.of(key, "-")).names()).stream()
                    .allMatch(name -> isSameVariable(name, provider))));
  }

  private static List<String> names(Set<String> keys) {
    return keys.stream().flatMap(key -> Project.providerOf(key).stream()).toList();
  }

  private static Map<String, String> kept(Map<String, String> all, Predicate<String> kept) {
    Map<String, String> left = new LinkedHashMap<>(all);
    left.keySet().removeIf(kept.negate());
    return left;
  }

  /** Whether variables cannot tell two names apart. */
  private static boolean isSameVariable(String one, String other) {
    return variable(one).equals(variable(other));
  }

  private static String variable(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
