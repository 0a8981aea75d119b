package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider as it is written, placeholders and all, whether or not it can be read here: a variable
 * may be set on the server alone.
 *
 * @param name its name
 * @param keys what is said of it, by the keys' last parts
 * @param shared what is said of the application that its keys and tokens depend on, by full keys
 */
record WrittenProvider(String name, Map<String, String> keys, Map<String, String> shared) {
  private static final String UNSET = "needs the environment variable";

  /** The providers of a file, in its order. */
  static List<WrittenProvider> of(WebXml file) {
    return Project.providerNames(file).stream().map(name -> of(file, name)).toList();
  }

  /** One provider of a file, empty where the file says nothing of it. */
  static WrittenProvider of(WebXml file, String name) {
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, String> shared = new LinkedHashMap<>();
    Project.values(file)
        .forEach(
            (key, value) -> {
              if (Project.isOf(name, key)) {
                keys.put(key.substring(prefix(name).length()), value);
              } else if (key.startsWith("aval.http.") || key.equals(Proposal.SOURCES)) {
                shared.put(key, value);
              }
            });
    return new WrittenProvider(name, keys, shared);
  }

  /**
   * Providers of a file by their names; all of them where there is none.
   *
   * @throws Trouble when there is none of one of the names
   */
  static List<WrittenProvider> named(List<String> names, WebXml file) throws Trouble {
    return named(names, Project.providerNames(file), file);
  }

  /**
   * The same, also of those that system properties and variables alone say something of.
   *
   * @throws Trouble when there is none of one of the names
   */
  static List<WrittenProvider> effective(List<String> names, WebXml file) throws Trouble {
    return named(names, Surroundings.here().providers(Project.providerNames(file)), file);
  }

  private static List<WrittenProvider> named(List<String> names, List<String> known, WebXml file)
      throws Trouble {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new Trouble(
            "There is no provider "
                + name
                + ". There are: "
                + (known.isEmpty() ? "none" : String.join(", ", known))
                + ".");
      }
    }
    return (names.isEmpty() ? known : names).stream().map(name -> of(file, name)).toList();
  }

  private static String prefix(String name) {
    return "aval.providers." + name + ".";
  }

  /** The same with other keys. */
  WrittenProvider with(Map<String, String> other) {
    return new WrittenProvider(name, other, shared);
  }

  /** The same under another name. */
  WrittenProvider named(String other) {
    return new WrittenProvider(other, keys, shared);
  }

  /** The context parameters that say it; a whole key that comes with it stays as it is. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    keys.forEach(
        (key, value) -> parameters.put(key.startsWith("aval.") ? key : prefix(name) + key, value));
    return parameters;
  }

  /** Its issuer as written, or empty text. */
  String issuer() {
    return keys.getOrDefault("domain", keys.getOrDefault("issuer", ""));
  }

  /** Its audience as written. */
  String audience() {
    String any = keys.getOrDefault("allow-any-audience", "").equals("true") ? "(any)" : "";
    return keys.getOrDefault("application-id", any);
  }

  /**
   * The configuration that it would be in by itself, as system properties and variables have it.
   */
  IdentityConfig read() {
    Map<String, String> values = new LinkedHashMap<>(shared);
    values.putAll(parameters());
    return Surroundings.here().of(name).read(values);
  }

  /** What it is once it is read, unless it cannot be. */
  Optional<ProviderConfig> config() {
    try {
      return read().providers().stream().filter(one -> one.name().equals(name)).findFirst();
    } catch (ConfigException faults) {
      return Optional.empty();
    }
  }

  /** What its issuer's tokens would not get along with, a sentence each. */
  List<String> remarks() {
    try {
      IdentityConfig config = read();
      return config.providers().stream()
          .filter(one -> one.name().equals(name))
          .flatMap(one -> SettingsCheck.of(one, config).stream())
          .toList();
    } catch (ConfigException faults) {
      return List.of();
    }
  }

  /** What is wrong with it, each fault with its full key in front. */
  List<String> fullFaults() {
    try {
      read();
      return List.of();
    } catch (ConfigException faults) {
      return faults.getFaults();
    }
  }

  /** What is wrong with it, each fault with the last part of its key in front. */
  List<String> faults() {
    String prefix = prefix(name);
    return fullFaults().stream()
        .map(fault -> fault.startsWith(prefix) ? fault.substring(prefix.length()) : fault)
        .toList();
  }

  /** The same with some secret where the server alone knows it: it is there, whatever it is. */
  WrittenProvider withSomeSecret() {
    boolean unset =
        faults().stream().anyMatch(fault -> fault.startsWith("secret:") && isUnset(fault));
    if (!unset) {
      return this;
    }
    Map<String, String> known = new LinkedHashMap<>(keys);
    known.put("secret", "stand-in".repeat(8));
    return with(known);
  }

  /** Whether a fault is only that a variable is not set on this machine. */
  static boolean isUnset(String fault) {
    return fault.contains(UNSET);
  }
}
