package io.aval.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells keys of the catalogue from what only looks like one. */
final class KnownKeys {
  private static final Pattern OF_PROVIDER =
      Pattern.compile(Pattern.quote(ConfigKeys.PROVIDERS) + "([^.]+)\\.(.+)");
  private static final Pattern DOTTED_NAME =
      Pattern.compile(Pattern.quote(ConfigKeys.PROVIDERS) + "(.+?)\\.((?:identity\\.)?[^.]+)");
  private static final String IDENTITY = "identity.";

  private static final String PROVIDER_PREFIX = ConfigKeys.PROVIDERS + ConfigKey.PROVIDER + ".";

  private static final List<String> PROVIDER =
      ConfigKeys.all().stream()
          .map(ConfigKey::name)
          .filter(name -> name.startsWith(PROVIDER_PREFIX))
          .flatMap(name -> fields(name.substring(PROVIDER_PREFIX.length())))
          .toList();
  private static final List<String> APPLICATION =
      ConfigKeys.all().stream()
          .map(ConfigKey::name)
          .filter(name -> !name.startsWith(PROVIDER_PREFIX))
          .toList();

  private KnownKeys() {}

  /** What may follow a provider's name and a dot. */
  static List<String> ofProvider() {
    return PROVIDER;
  }

  /** The keys that belong to no provider, in full. */
  static List<String> ofApplication() {
    return APPLICATION;
  }

  private static Stream<String> fields(String name) {
    return name.endsWith(ConfigKey.FIELD)
        ? IdentityFields.all().stream().map(field -> IDENTITY + field)
        : Stream.of(name);
  }

  /** The provider that a key belongs to. */
  static Optional<String> provider(String key) {
    Matcher matcher = OF_PROVIDER.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** What is wrong with the name of a key, or empty when it is known. */
  static Optional<String> fault(String key) {
    if (EnvironmentSource.isStray(key)) {
      return Optional.of(EnvironmentSource.strayFault(key));
    }
    Matcher matcher = OF_PROVIDER.matcher(key);
    if (!matcher.matches()) {
      return APPLICATION.contains(key) ? Optional.empty() : Optional.of(unknown(key));
    }
    String rest = matcher.group(2);
    if (PROVIDER.contains(rest)) {
      return Optional.empty();
    }
    if (rest.startsWith(IDENTITY) && IdentityFields.isComputed(rest.substring(IDENTITY.length()))) {
      return Optional.of("is computed from iss and sub, and no claim may replace it");
    }
    Matcher dotted = DOTTED_NAME.matcher(key);
    if (dotted.matches() && dotted.group(1).contains(".") && PROVIDER.contains(dotted.group(2))) {
      String name = dotted.group(1).replace('.', '-');
      return Optional.of(
          "has a provider's name with dots; write "
              + ConfigKeys.PROVIDERS
              + name
              + "."
              + dotted.group(2));
    }
    return Optional.of(unknown(key, matcher.group(1)));
  }

  private static String unknown(String key) {
    List<String> candidates = new ArrayList<>(APPLICATION);
    PROVIDER.forEach(sub -> candidates.add(ConfigKeys.PROVIDERS + name(key) + "." + sub));
    return "is not a key" + NearestKey.hint(key, candidates);
  }

  private static String unknown(String key, String provider) {
    List<String> candidates = new ArrayList<>();
    PROVIDER.forEach(sub -> candidates.add(ConfigKeys.PROVIDERS + provider + "." + sub));
    return "is not a key" + NearestKey.hint(key, candidates);
  }

  /** What stands where a provider's name would, when the words around it are misspelt. */
  private static String name(String key) {
    String[] parts = key.split("\\.", -1);
    return parts.length > 3 && !parts[2].isEmpty() ? parts[2] : ConfigKey.PROVIDER;
  }
}
