package io.aval.internal.cli;

import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The templates that come with an application, read from the project's {@code
 * WEB-INF/jwt-templates} anew each time, so that an edit shows at once. Without any file there is
 * the one that an application then has, {@code convex}. Changed by hand, and not here.
 *
 * @param directory where they are
 */
record ProjectTemplates(Path directory) implements TemplateStore {
  private static final String SUFFIX = ".json";
  private static final int LARGEST = 1 << 18;
  private static final int MOST = 1_000;

  /** Whether there are no files, and the template is the one that goes without saying. */
  boolean isBuiltIn() {
    return files().isEmpty();
  }

  private TemplateStore read() {
    Map<String, byte[]> files = files();
    return files.isEmpty() ? TemplateStore.of(JwtTemplate.convex()) : TemplateStore.ofFiles(files);
  }

  private Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> found =
          listed.filter(file -> file.toString().endsWith(SUFFIX)).limit(MOST + 1).toList();
      if (found.size() > MOST) {
        throw new IOException("more than " + MOST + " files");
      }
      for (Path file : found) {
        files.put(file.getFileName().toString(), bytes(file));
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return Map.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The templates cannot be read: " + directory, unreadable);
    }
    return files;
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IssuerException(
            IssuerException.Code.INVALID_VALUE,
            file.getFileName() + ": The file is larger than " + LARGEST + " bytes.");
      }
      return bytes;
    }
  }

  @Override
  public Optional<StoredTemplate> find(String name) {
    return read().find(name);
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return read().get(id);
  }

  @Override
  public List<StoredTemplate> list() {
    return read().list();
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    return read().create(template);
  }

  @Override
  public StoredTemplate update(String id, long version, JwtTemplate template) {
    return read().update(id, version, template);
  }

  @Override
  public StoredTemplate delete(String id) {
    return read().delete(id);
  }
}
