package io.aval.config;

import io.aval.config.IdentityConfig.IssuerConfig;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads the keys of the application's own issuer. */
final class IssuerReader {
  private static final int SHORTEST_PASSWORD = 16;
  private static final Duration LEAST_AHEAD = Duration.ofSeconds(2);
  private static final Duration MOST_AHEAD = Duration.ofDays(30);

  private final Values values;

  IssuerReader(Values values) {
    this.values = values;
  }

  IssuerConfig read() {
    Duration ahead = values.get(ApplicationKeys.ISSUER_KEY_PUBLISH_AHEAD, IssuerReader::ahead);
    return new IssuerConfig(
        values.flag(ApplicationKeys.ISSUER_ENABLED),
        values.find(ApplicationKeys.ISSUER_URL, IssuerUrls::own),
        values.find(ApplicationKeys.ISSUER_TEMPLATES, IssuerReader::directory),
        keys(),
        values.find(ApplicationKeys.ISSUER_KEYS_PASSWORD, IssuerReader::password),
        rotation(ahead),
        ahead,
        values.find(ApplicationKeys.ISSUER_DEMO_USERS, IssuerReader::demoUsers));
  }

  private Optional<Path> keys() {
    Optional<Path> keys = values.find(ApplicationKeys.ISSUER_KEYS, IssuerReader::keyFile);
    if (keys.isPresent() && values.isMissing(ApplicationKeys.ISSUER_KEYS_PASSWORD)) {
      values.fault(
          ApplicationKeys.ISSUER_KEYS_PASSWORD,
          "is missing; signing keys are kept encrypted under it");
    }
    return keys;
  }

  private Duration rotation(Duration ahead) {
    Duration every = values.get(ApplicationKeys.ISSUER_KEY_ROTATION, ValueForms::duration);
    if (every.compareTo(ahead) < 0) {
      values.fault(
          ApplicationKeys.ISSUER_KEY_ROTATION,
          "is shorter than "
              + values.key(ApplicationKeys.ISSUER_KEY_PUBLISH_AHEAD)
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
