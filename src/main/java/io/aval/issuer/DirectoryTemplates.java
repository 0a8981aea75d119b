package io.aval.issuer;

import io.aval.issuer.TemplateFiles.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Templates in a directory, one file each, named like the template.
 *
 * <p>Changes are made one at a time, in all processes ({@link DirectoryLock}), and each is one
 * atomic rename. Only a change of name is two steps, the new file and then the end of the old one;
 * a crash in between leaves two files of one id, as they were written, of which the newer counts
 * and the other is removed with the next change. A file of that id that somebody has edited is
 * never taken for such a leftover: it is their copy, and a template of its own.
 *
 * <p>Reading takes no lock and remembers nothing: files are small, their time of change is too
 * coarse to tell two quick changes apart, and to sign costs more. It works on a directory that
 * cannot be written, such as one that is mounted into a container.
 */
final class DirectoryTemplates implements TemplateStore {
  private static final System.Logger LOG = System.getLogger(DirectoryTemplates.class.getName());

  private static final Comparator<StoredTemplate> BY_NAME =
      Comparator.comparing(stored -> stored.template().name());

  /** Those that nobody has edited come first, since of a file and a copy they are the file. */
  private static final Comparator<Entry> FILES_BEFORE_COPIES =
      Comparator.comparing(Entry::asWritten).reversed().thenComparing(Entry::name);

  private final TemplateFiles files;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final DirectoryLock lock;

  DirectoryTemplates(Path directory, Clock clock) {
    this.clock = clock;
    try {
      OwnerFiles.makeDirectory(directory);
      this.files = new TemplateFiles(directory);
      this.lock = new DirectoryLock(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("The directory for templates cannot be made: " + directory, e);
    }
    if (!files.unfinished().isEmpty() || !leftovers().isEmpty()) {
      sweep();
    }
  }

  @Override
  public Optional<StoredTemplate> find(String name) {
    // The other files only tell whether this one counts; what is wrong with them is no matter here.
    return JwtTemplate.isName(name) && files.read(name).isPresent()
        ? counting(files.all(false)).stream().filter(named(name)).findFirst()
        : Optional.empty();
  }

  private static Predicate<StoredTemplate> named(String name) {
    return stored -> stored.template().name().equals(name);
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return list().stream().filter(stored -> stored.id().equals(id)).findFirst();
  }

  @Override
  public List<StoredTemplate> list() {
    return counting(files.all(true));
  }

  /** What the files mean together: one template of each id. */
  private static List<StoredTemplate> counting(List<Entry> entries) {
    Map<String, StoredTemplate> byId = new LinkedHashMap<>();
    for (Entry entry : entries.stream().sorted(FILES_BEFORE_COPIES).toList()) {
      StoredTemplate stored = entry.stored();
      if (entry.asWritten()) {
        byId.merge(stored.id(), stored, (a, b) -> a.version() >= b.version() ? a : b);
      } else if (byId.putIfAbsent(stored.id(), stored) != null) {
        String own = TemplateId.of(stored.id() + "/" + entry.name()); // no name has a slash
        byId.put(own, stored.withId(own));
      }
    }
    return byId.values().stream().sorted(BY_NAME).toList();
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    return lock.holding(
        () -> {
          removeLeftovers();
          requireFree(template.name());
          Instant now = now();
          StoredTemplate stored =
              new StoredTemplate(TemplateId.random(random), template, now, now, 1);
          files.write(stored);
          return stored;
        });
  }

  @Override
  public StoredTemplate update(String id, long version, JwtTemplate template) {
    return lock.holding(
        () -> {
          removeLeftovers();
          StoredTemplate present = present(id);
          if (present.version() != version) {
            throw TemplateFaults.conflict();
          }
          boolean renamed = !present.template().name().equals(template.name());
          if (renamed) {
            requireFree(template.name());
          }
          StoredTemplate next = present.changed(template, now());
          files.write(next);
          if (renamed) {
            files.remove(present.template().name());
          }
          return next;
        });
  }

  @Override
  public StoredTemplate delete(String id) {
    return lock.holding(
        () -> {
          removeLeftovers(); // or one would come back in its place
          StoredTemplate present = present(id);
          files.remove(present.template().name());
          return present;
        });
  }

  /** Tidies up; where that cannot be done, what is left does no harm. */
  private void sweep() {
    try {
      lock.holding(
          () -> {
            files.unfinished().forEach(files::remove);
            removeLeftovers();
            return true;
          });
    } catch (UncheckedIOException readOnly) {
      LOG.log(System.Logger.Level.DEBUG, "The directory of templates is not tidied up", readOnly);
    }
  }

  private void removeLeftovers() {
    leftovers().forEach(entry -> files.remove(entry.name()));
  }

  /** The old files of templates whose name was being changed when a process was killed. */
  private List<Entry> leftovers() {
    List<Entry> written = files.all(false).stream().filter(Entry::asWritten).toList();
    Map<String, Long> newest = new HashMap<>();
    written.forEach(entry -> newest.merge(entry.id(), entry.stored().version(), Math::max));
    return written.stream()
        .filter(entry -> entry.stored().version() < newest.getOrDefault(entry.id(), 0L))
        .toList();
  }

  private StoredTemplate present(String id) {
    return get(id).orElseThrow(TemplateFaults::notFound);
  }

  private void requireFree(String name) {
    if (files.exists(name)) {
      throw TemplateFaults.nameTaken();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
