package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.config.Secret;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.PublishedKey;
import io.aval.issuer.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a project's issuer keeps its signing keys: options of the commands for keys. */
final class KeysPlace {
  private static final String KEYS = "aval.issuer.keys";
  private static final String PASSWORD = "aval.issuer.keys-password";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([^}:]+)}");

  private static final String BY_HTTP =
      " A running issuer rotates its keys by POST <its URL>/v1/signing_keys/rotate, for callers with"
          + " a secret key of aval.issuer.secret-keys; GET <its URL>/v1/signing_keys lists them.";

  @Mixin private final Project project = new Project();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The PKCS#12 file. Default: aval.issuer.keys of the configuration.")
  private @Nullable Path keys;

  /**
   * Where they were found. Nothing of it has been opened.
   *
   * @param file the file
   * @param password what opens it
   * @param publishAhead for how long a key is published before it signs
   */
  record Found(Path file, Secret password, Duration publishAhead) {
    /** The times of this machine's configuration need not be the server's: no key ages by them. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** The keys as they are; the file stays as it is. */
    List<PublishedKey> list() throws Trouble {
      return KeysFile.list(file, password.reveal(), Clock.systemUTC());
    }

    /** The keys, to change them. */
    SigningKeys open() throws Trouble {
      KeyRotation rotation = new KeyRotation(NEVER, publishAhead);
      return KeysFile.open(file, password.reveal(), rotation, Clock.systemUTC());
    }
  }

  /**
   * Finds the keys that the server uses.
   *
   * @throws Trouble when there are none that can be reached from here
   */
  Found find() throws Trouble {
    List<ConfigSource> sources = sources();
    refuseUnreachable(sources);
    IssuerConfig issuer = read(sources);
    Path file = issuer.keys().orElseThrow();
    if (!Files.exists(file)) {
      throw new Trouble(
          "There is no file " + file + " yet: the application makes it when it first starts.");
    }
    return new Found(file, issuer.keysPassword().orElseThrow(), issuer.keyPublishAhead());
  }

  private List<ConfigSource> sources() throws Trouble {
    List<ConfigSource> sources = new ArrayList<>();
    if (keys != null) {
      Map<String, String> named = new LinkedHashMap<>();
      named.put(KEYS, keys.toAbsolutePath().normalize().toString());
      named.put("aval.issuer.enabled", "true");
      sources.add(ConfigSource.of("--keys", named));
    }
    sources.add(ConfigSource.systemProperties());
    sources.add(ConfigSource.environment(System.getenv()));
    sources.add(ConfigSource.of("web.xml", Project.values(project.file().read())));
    return sources;
  }

  private void refuseUnreachable(List<ConfigSource> sources) throws Trouble {
    Optional<String> datasource = raw(sources, "aval.issuer.datasource");
    if (datasource.isPresent() && keys == null) {
      throw new Trouble(
          "The signing keys are in the database behind "
              + PlainText.line(datasource.get())
              + ", a data source of the server's, which cannot be reached from here."
              + BY_HTTP);
    }
    if (raw(sources, KEYS).isEmpty()) {
      throw new Trouble(
          "No file of signing keys is configured (aval.issuer.keys), so that the application makes"
              + " new keys at each start, and only it has them."
              + BY_HTTP);
    }
  }

  private static Optional<String> raw(List<ConfigSource> sources, String key) {
    return sources.stream().flatMap(source -> source.value(key).stream()).findFirst();
  }

  private static IssuerConfig read(List<ConfigSource> sources) throws Trouble {
    List<ConfigSource> all = new ArrayList<>(sources);
    if (raw(sources, PASSWORD).filter(KeysPlace::isKnownHere).isEmpty()) {
      String typed = KeysFile.password(System.getenv());
      all.add(0, ConfigSource.of("the terminal", Map.of(PASSWORD, typed)));
    }
    try {
      return ConfigReader.read(all).config().issuer();
    } catch (ConfigException faults) {
      throw new Trouble(String.valueOf(faults.getMessage()));
    }
  }

  /** The variable that holds it is often set for the server alone. */
  private static boolean isKnownHere(String password) {
    return VARIABLE
        .matcher(password)
        .results()
        .allMatch(variable -> System.getenv(variable.group(1)) != null);
  }
}
