package io.aval.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what is kept in files: secrets, and the paths of files themselves. */
final class FileValues {
  private static final long LARGEST = 64 * 1024;

  private FileValues() {}

  /** The provider's secret, given in one of two ways. */
  static Optional<Secret> read(Values values) {
    if (values.isSet(ProviderKeys.SECRET) && values.isSet(ProviderKeys.SECRET_FILE)) {
      values.fault(
          ProviderKeys.SECRET_FILE,
          "is given beside " + values.key(ProviderKeys.SECRET) + "; keep one of them");
    }
    Optional<Secret> fromFile = values.find(ProviderKeys.SECRET_FILE, FileValues::content);
    return fromFile.or(() -> values.find(ProviderKeys.SECRET, Secret::of));
  }

  /** Reads the absolute path of a file that is there. */
  static Path file(String text) throws BadValue {
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadValue(Faults.quote(text) + " is not a path");
    }
    if (!path.isAbsolute()) {
      throw new BadValue(
          Faults.quote(text)
              + " is not an absolute path, and servers start in places of their own");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new BadValue("the file " + Faults.quote(text) + " is not there or cannot be read");
    }
    return path;
  }

  private static Secret content(String text) throws BadValue {
    Path path = file(text);
    try {
      if (Files.size(path) > LARGEST) {
        throw new BadValue("the file " + Faults.quote(text) + " is too large for a secret");
      }
      String secret = Files.readString(path).replaceFirst("\\r?\\n\\z", "");
      if (secret.isBlank()) {
        throw new BadValue("the file " + Faults.quote(text) + " is empty");
      }
      return Secret.of(secret);
    } catch (IOException e) {
      throw new BadValue("the file " + Faults.quote(text) + " cannot be read as UTF-8 text");
    }
  }
}
