package io.aval.config;

import io.aval.config.IdentityConfig.IssuerConfig;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the keys of the application's own issuer. */
final class IssuerReader {
  private static final int SHORTEST_PASSWORD = 16;
  private static final Duration LEAST_AHEAD = Duration.ofSeconds(2);
  private static final Duration MOST_AHEAD = Duration.ofDays(30);

  private static final Pattern SECRET_KEY = Pattern.compile("sha256:[0-9a-fA-F]{64}");
  private static final int MOST_CALLS = 1_000_000;

  private final Values values;

  IssuerReader(Values values) {
    this.values = values;
  }

  IssuerConfig read() {
    Duration ahead = values.get(IssuerKeys.KEY_PUBLISH_AHEAD, IssuerReader::ahead);
    return new IssuerConfig(
        values.flag(IssuerKeys.ENABLED),
        values.find(IssuerKeys.URL, IssuerUrls::own),
        values.find(IssuerKeys.TEMPLATES, IssuerReader::directory),
        keys(),
        values.find(IssuerKeys.KEYS_PASSWORD, IssuerReader::password),
        rotation(ahead),
        ahead,
        values.find(IssuerKeys.DEMO_USERS, IssuerReader::demoUsers),
        values.flag(IssuerKeys.STRICT_SHORTCODES),
        datasource(),
        values.list(IssuerKeys.SECRET_KEYS, IssuerReader::secretKeyHash),
        values.get(IssuerKeys.RATE_LIMIT, IssuerReader::rateLimit),
        values.flag(IssuerKeys.DASHBOARD),
        values.get(IssuerKeys.DASHBOARD_ROLE, role -> role));
  }

  /** One place for everything, so that nobody looks for a key where it is not. */
  private Optional<String> datasource() {
    Optional<String> datasource = values.find(IssuerKeys.DATASOURCE, IssuerReader::jndiName);
    if (datasource.isEmpty()) {
      return datasource;
    }
    if (values.isMissing(IssuerKeys.KEYS_PASSWORD)) {
      values.fault(
          IssuerKeys.KEYS_PASSWORD, "is missing; keys are kept encrypted under it in the database");
    }
    for (ConfigKey other : List.of(IssuerKeys.TEMPLATES, IssuerKeys.KEYS)) {
      if (values.isSet(other)) {
        values.fault(
            other,
            "is set beside "
                + values.key(IssuerKeys.DATASOURCE)
                + ", which keeps templates and keys in the database; remove one of them");
      }
    }
    return datasource;
  }

  private static String jndiName(String text) throws BadValue {
    if (!text.startsWith("java:") && !text.startsWith("jdbc/")) {
      throw new BadValue(
          Faults.quote(text)
              + " is not the JNDI name of a data source; write java:comp/env/jdbc/…");
    }
    return text;
  }

  /** A hash and not the key: who reads the configuration cannot call with what they read. */
  private static String secretKeyHash(String text) throws BadValue {
    if (!SECRET_KEY.matcher(text).matches()) {
      throw new BadValue(
          "has an entry that is not sha256: and 64 hexadecimal digits, the SHA-256 of a secret key");
    }
    return text.substring("sha256:".length()).toLowerCase(Locale.ROOT);
  }

  private static int rateLimit(String text) throws BadValue {
    if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > MOST_CALLS) {
      throw new BadValue(Faults.quote(text) + " is not a whole number from 1 to " + MOST_CALLS);
    }
    return Integer.parseInt(text);
  }

  private Optional<Path> keys() {
    Optional<Path> keys = values.find(IssuerKeys.KEYS, IssuerReader::keyFile);
    if (keys.isPresent() && values.isMissing(IssuerKeys.KEYS_PASSWORD)) {
      values.fault(
          IssuerKeys.KEYS_PASSWORD, "is missing; signing keys are kept encrypted under it");
    }
    return keys;
  }

  private Duration rotation(Duration ahead) {
    Duration every = values.get(IssuerKeys.KEY_ROTATION, ValueForms::duration);
    if (every.compareTo(ahead) < 0) {
      values.fault(
          IssuerKeys.KEY_ROTATION,
          "is shorter than "
              + values.key(IssuerKeys.KEY_PUBLISH_AHEAD)
              + "; keys cannot change faster than they are published ahead");
    }
    return every;
  }

  private static Duration ahead(String text) throws BadValue {
    Duration ahead = ValueForms.duration(text);
    if (ahead.compareTo(LEAST_AHEAD) < 0 || ahead.compareTo(MOST_AHEAD) > 0) {
      throw new BadValue(Faults.quote(text) + " is not between 2s and 720h");
    }
    return ahead;
  }

  /** Without a word of what it is. */
  private static Secret password(String text) throws BadValue {
    if (text.length() < SHORTEST_PASSWORD) {
      throw new BadValue("has fewer than " + SHORTEST_PASSWORD + " characters");
    }
    return Secret.of(text);
  }

  private static Path keyFile(String text) throws BadValue {
    Path file = absolute(text, "a file");
    if (Files.isDirectory(file) || file.getParent() == null) {
      throw new BadValue(Faults.quote(text) + " is a directory; write the path of a file in it");
    }
    return file;
  }

  private static Path directory(String text) throws BadValue {
    Path directory = absolute(text, "a directory");
    if (Files.isRegularFile(directory)) {
      throw new BadValue(Faults.quote(text) + " is not the absolute path of a directory");
    }
    return directory;
  }

  /** Absolute, or it would depend on where somebody started the server. */
  private static Path absolute(String text, String what) throws BadValue {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException notAPath) {
      throw new BadValue(Faults.quote(text) + " is not a path");
    }
    throw new BadValue(Faults.quote(text) + " is not the absolute path of " + what);
  }

  /** Outside of {@code WEB-INF} the server would hand the file to anybody who asks for it. */
  private static String demoUsers(String text) throws BadValue {
    String path = text.startsWith("/") ? text : "/" + text;
    if (!path.startsWith("/WEB-INF/") || path.contains("..") || path.endsWith("/")) {
      throw new BadValue(Faults.quote(text) + " is not a file under /WEB-INF/");
    }
    return path;
  }
}
