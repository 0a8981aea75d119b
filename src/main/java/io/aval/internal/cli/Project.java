package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where the project's web.xml is: an option of every command that reads or edits it. */
final class Project {
  @Option(
      names = "--web-xml",
      paramLabel = "FILE",
      description = "The project's web.xml. Default: ${DEFAULT-VALUE}")
  private Path webXml = Path.of("src", "main", "webapp", "WEB-INF", "web.xml");

  private static final Pattern PROVIDER = Pattern.compile("aval\\.providers\\.([^.]+)\\..+");

  WebXmlFile file() {
    return new WebXmlFile(webXml);
  }

  /** The context parameters of a file that belong to Aval. */
  static Map<String, String> values(WebXml file) {
    Map<String, String> values = new LinkedHashMap<>();
    for (WebXml.Parameter parameter : file.parameters()) {
      if (parameter.name().startsWith("aval.")) {
        values.putIfAbsent(parameter.name(), parameter.value());
      }
    }
    return values;
  }

  /** The names of the providers that a file says anything of, in its order. */
  static List<String> providerNames(WebXml file) {
    return values(file).keySet().stream()
        .map(PROVIDER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .distinct()
        .toList();
  }

  /** Whether a key belongs to a provider. */
  static boolean isOf(String provider, String key) {
    return key.startsWith("aval.providers." + provider + ".");
  }

  /** The providers of a file; none where nothing is configured yet. */
  static List<ProviderConfig> providers(WebXml file) throws Trouble {
    return providerNames(file).isEmpty() ? List.of() : config(file).providers();
  }

  /**
   * Reads the configuration as the application would when it is deployed, but for what its server
   * adds.
   *
   * @throws Trouble with every fault
   */
  static IdentityConfig config(WebXml file) throws Trouble {
    try {
      return ConfigReader.read(
              ConfigSource.systemProperties(),
              ConfigSource.environment(System.getenv()),
              ConfigSource.of("web.xml", values(file)))
          .config();
    } catch (ConfigException faults) {
      throw new Trouble(String.valueOf(faults.getMessage()));
    }
  }
}
