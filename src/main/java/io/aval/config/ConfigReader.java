package io.aval.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the configuration: names and values in, one immutable {@link IdentityConfig} out, or all
 * that is wrong at once.
 *
 * <p>Reads the files that {@code secret-file} names and looks whether {@code http.ca-file} is
 * there; never touches the network, so an issuer that is down does not matter here.
 */
public final class ConfigReader {
  private static final String NOTHING =
      "no provider and no issuer is configured, so that no token could ever be accepted; add to"
          + " WEB-INF/web.xml <context-param><param-name>aval.providers.main.domain</param-name>"
          + "<param-value>https://issuer.example.com</param-value></context-param> and"
          + " <context-param><param-name>aval.providers.main.application-id</param-name>"
          + "<param-value>the audience of your tokens</param-value></context-param>";

  private ConfigReader() {}

  /**
   * What was read.
   *
   * @param config the configuration
   * @param warnings sentences about settings that work and are risky, for the server's log
   */
  public record Result(IdentityConfig config, List<String> warnings) {
    /** Copies the list. */
    public Result {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads the configuration from several places.
   *
   * @param sources the places, the first that has a key winning; usually system properties, the
   *     environment, MicroProfile Config, {@code web.xml}
   * @return the configuration and its warnings
   * @throws ConfigException with every fault, when there is any
   */
  public static Result read(ConfigSource... sources) {
    return read(List.of(sources));
  }

  /**
   * Reads the configuration from several places.
   *
   * @param sources the places, the first that has a key winning
   * @return the configuration and its warnings
   * @throws ConfigException with every fault, when there is any
   */
  public static Result read(List<ConfigSource> sources) {
    Faults faults = new Faults();
    Layers layers = new Layers(sources, faults);
    Map<String, String> values = layers.merge();
    List<ProviderConfig> providers = providers(values, faults);
    IdentityConfig config = config(values, providers, faults);
    faults.throwIfAny();
    List<String> warnings = new ArrayList<>(Warnings.of(config));
    layers
        .suspects()
        .forEach(
            (variable, nearest) ->
                warnings.add(variable + ": is not used here; did you mean " + nearest + "?"));
    return new Result(config, warnings);
  }

  /** The application's keys around providers that were read before; what the builder calls too. */
  static IdentityConfig config(
      Map<String, String> values, List<ProviderConfig> providers, Faults faults) {
    new ProviderSet(faults).check(providers);
    IdentityConfig config = new ApplicationReader(values, faults).read(providers);
    if (providers.isEmpty() && !config.issuer().enabled() && faults.count() == 0) {
      faults.add("aval.providers", NOTHING);
    }
    return config;
  }

  private static List<ProviderConfig> providers(Map<String, String> values, Faults faults) {
    Set<String> names = new TreeSet<>();
    values.keySet().forEach(key -> KnownKeys.provider(key).ifPresent(names::add));
    new ProviderSet(faults).checkNames(names);
    List<ProviderConfig> providers = new ArrayList<>();
    for (String name : names) {
      new ProviderReader(name, values, faults).read().ifPresent(providers::add);
    }
    return providers;
  }
}
