package io.aval.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one change of a directory's files run at a time, among all processes that keep to it.
 *
 * <p>Between processes a lock on a file of the directory decides. Inside a process it cannot: on
 * POSIX, whoever closes any channel of a file gives up the whole process's lock on it, and the
 * JDK's own table of locks forgets one now and then when another channel of the file is closed at
 * that moment (seen with JDK 17: one lost change in some thousand). So a monitor comes first, and
 * no two channels of the file are open at once. The monitor is the interned name of the directory,
 * because two applications of one server may share it, and share no other object.
 */
final class DirectoryLock {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Path file;
  private final String monitor;
  private final Duration patience;

  /** Makes the lock of a directory that exists. */
  DirectoryLock(Path directory) throws IOException {
    this(directory, PATIENCE);
  }

  /** Makes a lock that waits so long for another process. */
  DirectoryLock(Path directory, Duration patience) throws IOException {
    this.patience = patience;
    this.file = directory.resolve(".lock");
    this.monitor = (DirectoryLock.class.getName() + ' ' + directory.toRealPath()).intern();
  }

  /** Runs a change while no other runs, here or in another process. */
  <T> T holding(Supplier<T> change) {
    synchronized (monitor) {
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock(channel)) {
        if (!held.isValid()) {
          throw new IOException("the lock was lost");
        }
        return change.get();
      } catch (IOException e) {
        throw new UncheckedIOException("The directory cannot be locked: " + file, e);
      }
    }
  }

  /** Waits for other processes; changes take milliseconds. */
  private FileLock lock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
    }
    throw new IOException("somebody holds the lock for longer than " + patience.toSeconds() + " s");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException somebodyOfThisProcess) {
      return null; // code other than this class
    }
  }
}
