package io.aval.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file by another content in one step. Whose it is and who may read it stay as they
 * were.
 *
 * @param target the file, which need not be there, and is no link
 */
record Replacement(Path target) {
  private static final Set<PosixFilePermission> NEW = PosixFilePermissions.fromString("rw-r--r--");

  private static final Set<PosixFilePermission> WRITE =
      PosixFilePermissions.fromString("-w--w--w-");

  /** What must be so at the last moment. */
  interface Condition {
    void require() throws Trouble;
  }

  /**
   * Writes it.
   *
   * @throws Trouble when the file is not to be written, or the condition does not hold
   */
  void write(byte[] content, Condition condition) throws IOException, Trouble {
    boolean there = Files.exists(target);
    if (there) {
      requireWritable();
    }
    Path directory = Objects.requireNonNull(target.getParent());
    Files.createDirectories(directory);
    Path fresh = Files.createTempFile(directory, ".", "");
    try {
      Files.write(fresh, content);
      boolean alike = adopt(fresh, there);
      condition.require();
      if (alike) {
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.write(target, content); // a group's file must not become one person's
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A directory lets its owner replace files that must not be written, and root may do it all. */
  private void requireWritable() throws IOException, Trouble {
    PosixFileAttributeView view = posix(target);
    boolean locked =
        view != null && view.readAttributes().permissions().stream().noneMatch(WRITE::contains);
    if (locked || !Files.isWritable(target)) {
      throw new Trouble(target + " is read-only; nothing was changed.");
    }
  }

  /** Whether the new file could be made like the old one. */
  private boolean adopt(Path fresh, boolean there) throws IOException {
    PosixFileAttributeView view = posix(fresh);
    PosixFileAttributeView old = posix(target);
    if (view == null || old == null) {
      return true;
    }
    if (!there) {
      view.setPermissions(NEW);
      return true;
    }
    PosixFileAttributes wanted = old.readAttributes();
    PosixFileAttributes made = view.readAttributes();
    try {
      if (!made.owner().equals(wanted.owner())) {
        view.setOwner(wanted.owner());
      }
      if (!made.group().equals(wanted.group())) {
        view.setGroup(wanted.group());
      }
      view.setPermissions(wanted.permissions());
      return true;
    } catch (IOException notAllowed) {
      return false;
    }
  }

  private static @Nullable PosixFileAttributeView posix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }
}
