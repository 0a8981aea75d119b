package io.aval.internal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Keeps the command line from replacing a server's files by ones that the server cannot read: what
 * Aval writes is for its owner alone.
 */
final class FileOwner {
  private FileOwner() {}

  /**
   * Checks that a file or directory is of the user who runs this.
   *
   * @throws Trouble when it is somebody else's
   */
  static void requireMine(Path file) throws Trouble {
    try {
      UserPrincipal owner = Files.getOwner(file);
      if (!owner.equals(me())) {
        throw new Trouble(
            file
                + " belongs to "
                + owner.getName()
                + ", who could not read what this command writes. Run it as that user: sudo -u "
                + owner.getName()
                + " …");
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      throw new Trouble("Whose " + file + " is cannot be told: " + unknown.getMessage());
    }
  }

  /** Whoever owns what this process makes; the JDK has no other word for it on all systems. */
  private static UserPrincipal me() throws IOException {
    Path probe = Files.createTempFile("aval", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
