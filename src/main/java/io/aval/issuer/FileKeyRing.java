package io.aval.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the key ring in one file, readable by its owner alone, which several processes may share.
 * The version is taken from the content: a PKCS#12 file has no place for one, and is salted anew
 * each time it is written.
 */
final class FileKeyRing implements KeyRingStore {
  private static final long LARGEST = 1 << 20;

  private final Path file;
  private final DirectoryLock lock;
  private volatile boolean wasThere;

  /** Makes the file's directory where there is none. */
  FileKeyRing(Path file) {
    this.file = file.toAbsolutePath();
    try {
      Path directory = Objects.requireNonNull(this.file.getParent());
      OwnerFiles.makeDirectory(directory);
      this.lock = new DirectoryLock(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("The directory for signing keys cannot be made: " + file, e);
    }
  }

  @Override
  public Optional<Kept> read() {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("larger than " + LARGEST + " bytes");
      }
      byte[] sealed = Files.readAllBytes(file);
      wasThere = true;
      return Optional.of(new Kept(version(sealed), sealed));
    } catch (NoSuchFileException none) {
      if (wasThere) { // a volume that is gone, most likely; new keys would be a second issuer
        throw new UncheckedIOException("The file of signing keys has vanished: " + file, none);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The signing keys cannot be read: " + file, e);
    }
  }

  @Override
  public boolean replace(long expectedVersion, byte[] sealed) {
    return lock.holding(
        () -> {
          if (read().map(Kept::version).orElse(0L) != expectedVersion) {
            return false;
          }
          try {
            OwnerFiles.write(file, sealed);
            return true;
          } catch (IOException e) {
            throw new UncheckedIOException("The signing keys cannot be written: " + file, e);
          }
        });
  }

  private static long version(byte[] sealed) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed);
      return Math.max(1, ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
