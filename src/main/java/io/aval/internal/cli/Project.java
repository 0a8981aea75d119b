package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the project's web.xml is: an option of every command that reads or edits it. */
final class Project {
  private static final Path USUAL = Path.of("src", "main", "webapp", "WEB-INF", "web.xml");
  private static final Pattern PROVIDER = Pattern.compile("aval\\.providers\\.([^.]+)\\..+");
  private static final Pattern WAR =
      Pattern.compile("<packaging>\\s*war\\s*</packaging>|id\\W+war\\b|apply plugin:\\W+war\\b");

  @Option(
      names = "--web-xml",
      paramLabel = "FILE",
      description = "The project's web.xml. Default: src/main/webapp/WEB-INF/web.xml")
  private @Nullable Path webXml;

  /**
   * The project's web.xml, which need not be there yet.
   *
   * @throws Trouble where there is no web project
   */
  WebXmlFile file() throws Trouble {
    Path path = webXml == null ? USUAL : webXml;
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    Path root = folder.endsWith("WEB-INF") ? Objects.requireNonNull(folder.getParent()) : folder;
    boolean there = Files.isDirectory(root);
    if (webXml != null && !there) {
      throw new Trouble("There is no directory " + root + ".");
    }
    if (!there
        && Stream.of("pom.xml", "build.gradle", "build.gradle.kts").noneMatch(Project::war)) {
      throw new Trouble(
          "There is no web project here: "
              + Path.of("").toAbsolutePath()
              + " has neither src/main/webapp nor a pom.xml with <packaging>war</packaging>."
              + " Go to the project's directory, or name the file with --web-xml.");
    }
    return new WebXmlFile(path);
  }

  private static boolean war(String build) {
    try {
      return WAR.matcher(Files.readString(Path.of(build))).find();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** What the application will find on its class path, as far as it lies here: key files. */
  ClassLoader resources() throws Trouble {
    Path webInf =
        Objects.requireNonNull((webXml == null ? USUAL : webXml).toAbsolutePath().getParent());
    List<URL> places = new ArrayList<>();
    for (Path place :
        List.of(
            Path.of("src", "main", "resources"),
            webInf.resolve("classes"),
            Path.of("target", "classes"))) {
      try {
        places.add(place.toAbsolutePath().toUri().toURL());
      } catch (MalformedURLException impossible) {
        throw new Trouble(place + " is no place for files: " + impossible.getMessage());
      }
    }
    return new URLClassLoader(places.toArray(URL[]::new), null);
  }

  /** The directory of the web.xml. */
  Path webInf() {
    Path directory = (webXml == null ? USUAL : webXml).getParent();
    return directory == null ? Path.of("") : directory;
  }

  /** Where the templates are that come with the application. */
  Path templates() {
    return webInf().resolve("jwt-templates");
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

  /** The name of the provider that a key belongs to. */
  static Optional<String> providerOf(String key) {
    Matcher matcher = PROVIDER.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The names of the providers that a file says anything of, in its order. */
  static List<String> providerNames(WebXml file) {
    return values(file).keySet().stream()
        .flatMap(key -> providerOf(key).stream())
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
      return read(values(file));
    } catch (ConfigException faults) {
      throw new Trouble(String.valueOf(faults.getMessage()));
    }
  }

  /** What is wrong with the configuration of a file, a line for each fault. */
  static List<String> faults(WebXml file) {
    try {
      read(values(file));
      return List.of();
    } catch (ConfigException faults) {
      return faults.getFaults();
    }
  }

  /** Reads values as the configuration of an application of this machine. */
  static IdentityConfig read(Map<String, String> values) {
    return Surroundings.here().read(values);
  }
}
