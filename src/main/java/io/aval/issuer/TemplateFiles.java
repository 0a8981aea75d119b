package io.aval.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a directory of templates, each by itself: read with bounds, written in one step,
 * removed. What several of them mean together is {@link DirectoryTemplates}' matter.
 */
final class TemplateFiles {
  private static final System.Logger LOG = System.getLogger(DirectoryTemplates.class.getName());
  private static final String SUFFIX = ".json";
  private static final int LARGEST = 1 << 18;

  private final Path directory;

  /** Takes a directory that exists. */
  TemplateFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * A file that is a template.
   *
   * @param stored the template
   * @param asWritten whether nobody has edited it since it was written here
   */
  record Entry(StoredTemplate stored, boolean asWritten) {
    String id() {
      return stored.id();
    }

    String name() {
      return stored.template().name();
    }
  }

  boolean exists(String name) {
    return Files.exists(file(name));
  }

  /** The template of a name; says in the log what is wrong with a file that is none. */
  Optional<Entry> read(String name) {
    return read(file(name), true);
  }

  /**
   * All templates.
   *
   * @param tells whether the log says what is wrong with files that are none
   */
  List<Entry> all(boolean tells) {
    return listed(SUFFIX).stream().flatMap(file -> read(file, tells).stream()).toList();
  }

  /** Keeps a template, unless it could not be read again. */
  void write(StoredTemplate stored) {
    byte[] content = TemplateJson.write(stored);
    if (content.length > LARGEST) {
      throw new IssuerException(
          IssuerException.Code.INVALID_VALUE,
          "The template is larger than " + LARGEST + " bytes.",
          IssuerException.Place.of("claims"));
    }
    TemplateJson.read(content).template();
    try {
      OwnerFiles.write(file(stored.template().name()), content);
    } catch (IOException e) {
      throw new UncheckedIOException("The template cannot be written", e);
    }
  }

  void remove(String name) {
    remove(file(name));
  }

  /** Files that a process had not finished when it was killed. */
  List<Path> unfinished() {
    return listed(OwnerFiles.UNFINISHED).stream().filter(OwnerFiles::isUnfinished).toList();
  }

  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file cannot be removed", e);
    }
  }

  private List<Path> listed(String suffix) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(entry -> entry.getFileName().toString().endsWith(suffix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The directory of templates cannot be read", e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }

  private static Optional<Entry> read(Path file, boolean tells) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!now.isRegularFile()) {
        throw new IssuerException(IssuerException.Code.INVALID_VALUE, "It is no ordinary file.");
      }
      TemplateJson json = TemplateJson.read(bytes(file));
      StoredTemplate stored = json.stored(now.lastModifiedTime().toInstant());
      TemplateJson.requireItsOwnName(file.getFileName().toString(), stored.template());
      return Optional.of(new Entry(stored, json.isAsWritten()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException | IssuerException broken) {
      LOG.log(
          tells ? System.Logger.Level.ERROR : System.Logger.Level.TRACE,
          "AVAL-301 The template file {0} cannot be used: {1}",
          file.getFileName(),
          broken.getMessage());
      return Optional.empty();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IssuerException(
            IssuerException.Code.INVALID_VALUE, "The file is larger than " + LARGEST + " bytes.");
      }
      return bytes;
    }
  }
}
