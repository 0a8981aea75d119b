package io.aval.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Environment variables, by the rules of MicroProfile Config: a key's characters other than letters
 * and digits become {@code _}, and then it is looked up as it is and in upper case.
 *
 * <p>The way back is open, since a provider's name may have underscores itself: a variable is first
 * held against the providers that other sources name, and only then read as a provider of its own,
 * by the longest known key that it ends with.
 */
final class EnvironmentSource implements ConfigSource {
  private static final String VARIABLES = "AVAL_";
  private static final String PROVIDERS = "AVAL_PROVIDERS_";
  private static final List<String> SUFFIXES =
      KnownKeys.ofProvider().stream()
          .map(EnvironmentSource::variable)
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private final Map<String, String> variables = new TreeMap<>();

  EnvironmentSource(Map<String, String> variables) {
    variables.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            this.variables.put(name, value);
          }
        });
  }

  @Override
  public String name() {
    return "environment";
  }

  @Override
  public Set<String> names() {
    return names(Set.of());
  }

  @Override
  public Optional<String> value(String key) {
    return variable(key, variables);
  }

  /** The value of an environment variable as <code>${env.NAME}</code> has it. */
  Optional<String> raw(String variable) {
    return Optional.ofNullable(variables.get(variable));
  }

  /**
   * The keys that the variables stand for, given the providers that other sources name. A variable
   * that begins like a provider's and ends like no key is given back as it is.
   */
  Set<String> names(Collection<String> providers) {
    Set<String> names = new TreeSet<>();
    for (String variable : variables.keySet()) {
      if (variable.startsWith(ConfigKeys.PREFIX)) {
        names.add(variable);
      } else if (variable.startsWith(PROVIDERS) && !belongsTo(variable, providers)) {
        names.add(key(variable.substring(PROVIDERS.length())).orElse(variable));
      }
    }
    return names;
  }

  /** Variables that look like a mistyped key: someone else's may begin with {@code AVAL_} too. */
  Map<String, String> suspects() {
    Set<String> known = new TreeSet<>();
    KnownKeys.ofApplication().forEach(key -> known.add(variable(key)));
    Map<String, String> suspects = new TreeMap<>();
    for (String variable : variables.keySet()) {
      boolean ours = variable.startsWith(VARIABLES) && !variable.startsWith(PROVIDERS);
      if (ours && !known.contains(variable)) {
        NearestKey.to(variable, known)
            .filter(nearest -> NearestKey.distance(variable, nearest) <= 2)
            .ifPresent(nearest -> suspects.put(variable, nearest));
      }
    }
    return suspects;
  }

  /** Whether a name is a variable that begins like a provider's and ends like no key. */
  static boolean isStray(String name) {
    return name.startsWith(PROVIDERS);
  }

  /**
   * What is wrong with such a variable; where the provider's name ends in it is anybody's guess.
   */
  static String strayFault(String variable) {
    Set<String> candidates = new TreeSet<>();
    int end = variable.indexOf('_', PROVIDERS.length());
    while (end > 0) {
      String provider = variable.substring(0, end + 1);
      SUFFIXES.forEach(suffix -> candidates.add(provider + suffix));
      end = variable.indexOf('_', end + 1);
    }
    return "is not a key" + NearestKey.hint(variable, candidates);
  }

  static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static boolean belongsTo(String variable, Collection<String> providers) {
    return providers.stream()
        .flatMap(p -> KnownKeys.ofProvider().stream().map(k -> ConfigKeys.PROVIDERS + p + "." + k))
        .anyMatch(key -> variable(key).equals(variable));
  }

  private static Optional<String> key(String rest) {
    return SUFFIXES.stream()
        .filter(suffix -> rest.endsWith("_" + suffix) && rest.length() > suffix.length() + 1)
        .findFirst()
        .map(suffix -> key(rest.substring(0, rest.length() - suffix.length() - 1), suffix));
  }

  private static String key(String provider, String suffix) {
    String key =
        KnownKeys.ofProvider().stream()
            .filter(known -> variable(known).equals(suffix))
            .findFirst()
            .orElseThrow();
    return ConfigKeys.PROVIDERS + provider.toLowerCase(Locale.ROOT) + "." + key;
  }

  private static Optional<String> variable(String key, Map<String, String> variables) {
    String underscored = key.replaceAll("[^A-Za-z0-9]", "_");
    return Optional.ofNullable(variables.get(key))
        .or(() -> Optional.ofNullable(variables.get(underscored)))
        .or(() -> Optional.ofNullable(variables.get(underscored.toUpperCase(Locale.ROOT))));
  }
}
