package io.aval.issuer;

import java.io.IOException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Templates in a directory, one file each, named like the template.
 *
 * <p>Changes are made one at a time, in all processes ({@link DirectoryLock}), and each is one
 * atomic rename. Only a change of name is two steps, the new file and then the end of the old one;
 * a crash in between leaves two files of one id, of which the newer version counts. Reading takes
 * no lock and remembers nothing: a file is small, its time of change is too coarse to tell two
 * quick changes apart, and to sign costs ten times as much.
 */
final class DirectoryTemplates implements TemplateStore {
  private static final System.Logger LOG = System.getLogger(DirectoryTemplates.class.getName());
  private static final String SUFFIX = ".json";
  private static final int LARGEST = 1 << 18;

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
    } catch (IOException e) {
      throw new UncheckedIOException("The directory for templates cannot be made: " + directory, e);
    }
  }

  @Override
  public Optional<StoredTemplate> find(String name) {
    return JwtTemplate.isName(name) ? read(file(name)) : Optional.empty();
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return list().stream().filter(stored -> stored.id().equals(id)).findFirst();
  }

  @Override
  public List<StoredTemplate> list() {
    Map<String, StoredTemplate> newest = new HashMap<>();
    for (Path file : files()) {
      read(file)
          .ifPresent(
              stored ->
                  newest.merge(stored.id(), stored, (a, b) -> a.version() >= b.version() ? a : b));
    }
    return newest.values().stream()
        .sorted(Comparator.comparing(stored -> stored.template().name()))
        .toList();
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    return lock.holding(
        () -> {
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
          return next;
        });
  }

  @Override
  public StoredTemplate delete(String id) {
    return lock.holding(
        () -> {
          StoredTemplate present = present(id);
          remove(present);
          return present;
        });
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
    try {
      OwnerFiles.write(file(stored.template().name()), TemplateJson.write(stored));
    } catch (IOException e) {
      throw new UncheckedIOException("The template cannot be written", e);
    }
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
  private Optional<StoredTemplate> read(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (now.size() > LARGEST) {
        throw new IssuerException(
            IssuerException.Code.INVALID_VALUE, "The file is larger than " + LARGEST + " bytes.");
      }
      StoredTemplate stored =
          TemplateJson.read(Files.readAllBytes(file)).stored(now.lastModifiedTime().toInstant());
      TemplateJson.requireItsOwnName(file.getFileName().toString(), stored.template());
      return Optional.of(stored);
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

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
