package io.aval.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configured values of one provider, or of the application, read by the forms of the catalogue.
 * What cannot be read becomes a fault and counts as the default, so that reading goes on. Confined
 * to one reading.
 */
final class Values {
  private final Map<String, String> values;
  private final String provider;
  private final Faults faults;

  Values(Map<String, String> values, String provider, Faults faults) {
    this.values = values;
    this.provider = provider;
    this.faults = faults;
  }

  /** Turns text into a value, or says what is wrong with it. */
  interface Parser<T> {
    T parse(String text) throws BadValue;
  }

  String key(ConfigKey key) {
    return key.named(provider);
  }

  boolean isSet(ConfigKey key) {
    return values.containsKey(key(key));
  }

  /** Whether a key is absent, and not only because its value could not be made out. */
  boolean isMissing(ConfigKey key) {
    return !isSet(key) && !faults.has(key(key));
  }

  void fault(ConfigKey key, String sentence) {
    faults.add(key(key), sentence);
  }

  /** A value without a default, or empty when it is absent or faulty. */
  <T> Optional<T> find(ConfigKey key, Parser<T> parser) {
    return Optional.ofNullable(values.get(key(key))).flatMap(raw -> parsed(key(key), raw, parser));
  }

  /** A value that the catalogue has a default for. */
  <T> T get(ConfigKey key, Parser<T> parser) {
    return find(key, parser).orElseGet(() -> defaultOf(key, parser));
  }

  Optional<String> text(ConfigKey key) {
    return find(key, text -> text);
  }

  boolean flag(ConfigKey key) {
    return get(key, ValueForms::flag);
  }

  /** A list, by the catalogue's default where it is absent, and empty where there is none. */
  List<String> list(ConfigKey key) {
    return list(key, item -> item);
  }

  /** A list whose entries are read one by one; an entry given twice is a fault. */
  <T> List<T> list(ConfigKey key, Parser<T> parser) {
    Parser<List<T>> items = text -> items(text, parser);
    if (!isSet(key) && key.defaultValue().isEmpty()) {
      return List.of();
    }
    return find(key, items).orElseGet(() -> fallback(key, items));
  }

  /** One of the constants of an enumeration, written in lower case with dashes. */
  <E extends Enum<E>> E choice(ConfigKey key, Class<E> type) {
    return get(key, text -> constant(type, text));
  }

  /** A duration without a default. */
  Optional<Duration> duration(ConfigKey key) {
    return find(key, ValueForms::duration);
  }

  /**
   * The fields of the identity that are taken from another claim: camel-case name to claim path.
   */
  Map<String, String> identityFields() {
    Map<String, String> fields = new java.util.LinkedHashMap<>();
    for (String field : IdentityFields.all()) {
      String name = key(ProviderKeys.IDENTITY).replace(ConfigKey.FIELD, field);
      Optional.ofNullable(values.get(name))
          .flatMap(raw -> parsed(name, raw, path -> path))
          .ifPresent(path -> fields.put(IdentityFields.camel(field).orElseThrow(), path));
    }
    return fields;
  }

  private <T> Optional<T> parsed(String name, String raw, Parser<T> parser) {
    String text = raw.strip();
    try {
      if (text.isEmpty()) {
        throw new BadValue("has no value; give it one, or remove the key");
      }
      if (!name.endsWith(".secret") && !name.endsWith("-password")) {
        ValueForms.refuseQuotes(text);
      }
      return Optional.of(parser.parse(text));
    } catch (BadValue bad) {
      faults.add(name, bad.sentence());
      return Optional.empty();
    }
  }

  private <T> List<T> fallback(ConfigKey key, Parser<List<T>> parser) {
    return key.defaultValue().isEmpty() ? List.of() : defaultOf(key, parser);
  }

  private static <T> T defaultOf(ConfigKey key, Parser<T> parser) {
    try {
      return parser.parse(key.defaultValue().orElseThrow());
    } catch (BadValue impossible) {
      throw new AssertionError("the catalogue's default of " + key.name(), impossible);
    }
  }

  private static <T> List<T> items(String text, Parser<T> parser) throws BadValue {
    List<T> items = new ArrayList<>();
    for (String item : ValueForms.list(text)) {
      T parsed = parser.parse(item);
      if (items.contains(parsed)) {
        throw new BadValue("names " + Faults.quote(item) + " twice");
      }
      items.add(parsed);
    }
    return items;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) throws BadValue {
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(text)) {
        return constant;
      }
    }
    Set<String> all =
        Arrays.stream(type.getEnumConstants())
            .map(Values::written)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    throw new BadValue(
        Faults.quote(text)
            + " is not one of "
            + String.join(", ", all)
            + NearestKey.hint(text, all));
  }

  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
