package io.aval.internal.jose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keys from a file, a JWK set or PEM, read again when the file changes. Safe for many threads.
 *
 * <p>Whoever asks for a key gets an answer from memory. At most once a second the asking also sends
 * a look at the file into the background; a file whose date, size and identity are what they were
 * is not read. Content that cannot be used, also a file that is gone, changes nothing but the log:
 * the keys that were read last stay until there are better ones. A file system that hangs holds up
 * one background thread and no request.
 */
final class FileKeys implements ProviderKeys {
  private static final long CHECK_EVERY_MILLIS = 1000;

  /** What tells one state of a file from another. */
  private record Stamp(Object modified, long size, @Nullable Object identity) {}

  /** Keys and how often they have changed. */
  private record Snapshot(KeySet keys, long version) {}

  private final Path file;
  private final Environment environment;
  private final Background background;
  private final Outage outage;
  private final AtomicLong nextCheck;
  private final AtomicReference<Snapshot> snapshot;
  private final AtomicReference<Stamp> seen;

  /**
   * Reads the file for the first time.
   *
   * @throws IOException when it cannot be read or has no usable keys
   */
  FileKeys(String provider, Path file, Environment environment) throws IOException {
    this.file = file;
    this.environment = environment;
    background = new Background(environment.background());
    outage = new Outage(provider);
    seen = new AtomicReference<>(stamp());
    snapshot = new AtomicReference<>(new Snapshot(read(), 0));
    nextCheck = new AtomicLong(environment.clock().millis() + CHECK_EVERY_MILLIS);
  }

  @Override
  public VerificationKey find(@Nullable String kid, Algorithm algorithm) {
    checkWhenDue();
    return StaticKeys.select(present().keys(), kid, algorithm);
  }

  @Override
  public long version() {
    checkWhenDue();
    return present().version();
  }

  @Override
  public void close() {
    nextCheck.set(Long.MAX_VALUE);
  }

  private Snapshot present() {
    return Objects.requireNonNull(snapshot.get());
  }

  private void checkWhenDue() {
    long due = nextCheck.get();
    if (environment.clock().millis() >= due && nextCheck.compareAndSet(due, Long.MAX_VALUE - 1)) {
      background.run(this::check);
    }
  }

  private void check() {
    try {
      Stamp now = stamp();
      if (!now.equals(seen.get())) {
        seen.set(now);
        replace(read());
      }
    } catch (IOException | RuntimeException e) {
      outage.failed(e, "The keys read before stay in use");
    } finally {
      nextCheck.compareAndSet(
          Long.MAX_VALUE - 1, environment.clock().millis() + CHECK_EVERY_MILLIS);
    }
  }

  private void replace(KeySet keys) {
    outage.over();
    Snapshot old = present();
    if (!keys.hasSameKeys(old.keys())) {
      snapshot.set(new Snapshot(keys, old.version() + 1));
      outage.changed(new KeySetDocument(keys, List.of(), false));
    }
  }

  private KeySet read() throws IOException {
    return read(file);
  }

  /** Reads the keys of a file. */
  static KeySet read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return StaticKeys.parse(StaticKeys.bounded(in));
    }
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        attributes.lastModifiedTime(), attributes.size(), Objects.toString(attributes.fileKey()));
  }
}
