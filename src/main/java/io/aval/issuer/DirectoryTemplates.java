package io.aval.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Templates in a directory, one file each, named like the template.
 *
 * <p>Changes are made one at a time, in all processes ({@link DirectoryLock}), and each is one
 * atomic rename. Only a change of name is two steps, the new file and then the end of the old one;
 * a crash in between leaves two files of one id, of which the newer version counts and the other is
 * removed with the next change. Somebody's copy of a file has the version of the original: it is a
 * template of its own. Reading takes no lock and remembers nothing: files are small, their time of
 * change is too coarse to tell two quick changes apart, and to sign costs more.
 */
final class DirectoryTemplates implements TemplateStore {
  private static final System.Logger LOG = System.getLogger(DirectoryTemplates.class.getName());
  private static final String SUFFIX = ".json";
  private static final int LARGEST = 1 << 18;

  private static final Comparator<StoredTemplate> BY_NAME =
      Comparator.comparing(stored -> stored.template().name());

  private final Path directory;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final DirectoryLock lock;

  DirectoryTemplates(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    try {
      OwnerFiles.makeDirectory(directory);
      this.lock = new DirectoryLock(directory);
      sweep();
    } catch (IOException e) {
      throw new UncheckedIOException("The directory for templates cannot be made: " + directory, e);
    }
  }

  @Override
  public Optional<StoredTemplate> find(String name) {
    return JwtTemplate.isName(name) && Files.exists(file(name)) ? named(name) : Optional.empty();
  }

  /** Looks at all files, since one that a crash left must not count. */
  private Optional<StoredTemplate> named(String name) {
    return list().stream().filter(stored -> stored.template().name().equals(name)).findFirst();
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return list().stream().filter(stored -> stored.id().equals(id)).findFirst();
  }

  @Override
  public List<StoredTemplate> list() {
    Map<String, StoredTemplate> byId = new LinkedHashMap<>();
    for (Entry entry : entries()) {
      StoredTemplate stored = entry.stored();
      StoredTemplate other = byId.get(stored.id());
      if (entry.asWritten()) {
        byId.merge(stored.id(), stored, (a, b) -> a.version() >= b.version() ? a : b);
      } else if (other == null) {
        byId.put(stored.id(), stored);
      } else {
        String own = TemplateId.of(stored.template().name());
        byId.put(own, stored.withId(own)); // somebody's copy
      }
    }
    return byId.values().stream().sorted(BY_NAME).toList();
  }

  /**
   * A file that is a template.
   *
   * @param stored the template
   * @param asWritten whether nobody has edited it since
   */
  private record Entry(StoredTemplate stored, boolean asWritten) {
    String name() {
      return stored.template().name();
    }
  }

  /** Those that nobody has edited come first, since of a file and a copy they are the file. */
  private List<Entry> entries() {
    return files().stream()
        .flatMap(file -> read(file).stream())
        .sorted(Comparator.comparing(Entry::asWritten).reversed().thenComparing(Entry::name))
        .toList();
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    return lock.holding(
        () -> {
          removeGhosts();
          requireFree(template.name());
          Instant now = now();
          StoredTemplate stored =
              new StoredTemplate(TemplateId.random(random), template, now, now, 1);
          write(stored);
          return stored;
        });
  }

  @Override
  public StoredTemplate update(String id, long version, JwtTemplate template) {
    return lock.holding(
        () -> {
          StoredTemplate present = present(id);
          if (present.version() != version) {
            throw new IssuerException(
                IssuerException.Code.CONFLICT,
                "The template was changed meanwhile: it has version "
                    + present.version()
                    + ", the change was made from version "
                    + version
                    + ".");
          }
          boolean renamed = !present.template().name().equals(template.name());
          if (renamed) {
            requireFree(template.name());
          }
          StoredTemplate next = present.changed(template, now());
          write(next);
          if (renamed) {
            remove(present);
          }
          removeGhosts();
          return next;
        });
  }

  @Override
  public StoredTemplate delete(String id) {
    return lock.holding(
        () -> {
          StoredTemplate present = present(id);
          removeGhosts(); // or one would come back in its place
          remove(present);
          return present;
        });
  }

  /**
   * What processes left that were killed: files half written, and old names of renamed templates.
   */
  private void sweep() {
    lock.holding(
        () -> {
          try (Stream<Path> entries = Files.list(directory)) {
            for (Path left : entries.filter(OwnerFiles::isUnfinished).toList()) {
              Files.deleteIfExists(left);
            }
          } catch (IOException e) {
            throw new UncheckedIOException("The directory of templates cannot be read", e);
          }
          removeGhosts();
          return true;
        });
  }

  /** Removes what a crash left of a change of name, so that it neither counts nor blocks a name. */
  private void removeGhosts() {
    Set<String> counting =
        list().stream().map(stored -> stored.template().name()).collect(Collectors.toSet());
    entries().stream()
        .filter(entry -> !counting.contains(entry.name()))
        .forEach(entry -> remove(entry.stored()));
  }

  private StoredTemplate present(String id) {
    return get(id)
        .orElseThrow(
            () ->
                new IssuerException(
                    IssuerException.Code.RESOURCE_NOT_FOUND,
                    "No JWT template was found with this id."));
  }

  private void requireFree(String name) {
    if (Files.exists(file(name))) {
      throw new IssuerException(
          IssuerException.Code.NAME_TAKEN,
          "There is a JWT template of this name already.",
          IssuerException.Place.of("name"));
    }
  }

  private void write(StoredTemplate stored) {
    byte[] content = TemplateJson.write(stored);
    requireReadable(content);
    try {
      OwnerFiles.write(file(stored.template().name()), content);
    } catch (IOException e) {
      throw new UncheckedIOException("The template cannot be written", e);
    }
  }

  /** What could not be read again is not kept. */
  private static void requireReadable(byte[] content) {
    if (content.length > LARGEST) {
      throw new IssuerException(
          IssuerException.Code.INVALID_VALUE,
          "The template is larger than " + LARGEST + " bytes.",
          IssuerException.Place.of("claims"));
    }
    TemplateJson.read(content).template();
  }

  private void remove(StoredTemplate stored) {
    try {
      Files.deleteIfExists(file(stored.template().name()));
    } catch (IOException e) {
      throw new UncheckedIOException("The template cannot be removed", e);
    }
  }

  private List<Path> files() {
    try (Stream<Path> entries = Files.list(directory)) {
      return new ArrayList<>(
          entries.filter(entry -> entry.getFileName().toString().endsWith(SUFFIX)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The directory of templates cannot be read", e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }

  /** Reads a file; one that is no template is left out and logged. */
  private Optional<Entry> read(Path file) {
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
          System.Logger.Level.ERROR,
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

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
