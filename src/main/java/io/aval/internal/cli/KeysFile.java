package io.aval.internal.cli;

import io.aval.issuer.KeyRotation;
import io.aval.issuer.PublishedKey;
import io.aval.issuer.SigningKeys;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The file of an issuer's signing keys, beside a server that may be using it. */
final class KeysFile {
  static final String PASSWORD_VARIABLE = "AVAL_ISSUER_KEYS_PASSWORD";

  /** What the configuration asks for, too. */
  private static final int SHORTEST_PASSWORD = 16;

  private KeysFile() {}

  /**
   * Opens the file, or makes it where there is none.
   *
   * @throws Trouble when it is another user's, or the password does not open it
   */
  static SigningKeys open(Path file, String password, KeyRotation rotation, Clock clock)
      throws Trouble {
    if (Files.exists(file)) {
      FileOwner.requireMine(file);
    }
    return usable(file, () -> SigningKeys.inFile(file, password, rotation, clock));
  }

  /**
   * Lists the keys of a file that is there, and changes nothing in it.
   *
   * @throws Trouble when it cannot be read, or the password does not open it
   */
  static List<PublishedKey> list(Path file, String password, Clock clock) throws Trouble {
    return usable(file, () -> SigningKeys.listFile(file, password, clock));
  }

  private static <T> T usable(Path file, Supplier<T> access) throws Trouble {
    try {
      return access.get();
    } catch (IllegalArgumentException | UncheckedIOException unusable) {
      throw new Trouble(file + ": " + unusable.getMessage());
    }
  }

  /**
   * The password, from the environment or the terminal; never from an argument, which others see.
   *
   * @throws Trouble when there is none, or it is too short
   */
  static String password(Map<String, String> environment) throws Trouble {
    String given = environment.get(PASSWORD_VARIABLE);
    String password =
        given != null
            ? given
            : HiddenInput.ask(
                "Password of the signing keys; it is not shown:",
                "Set " + PASSWORD_VARIABLE + " to the password of the signing keys.");
    if (password.length() < SHORTEST_PASSWORD) {
      throw new Trouble("The password has fewer than " + SHORTEST_PASSWORD + " characters.");
    }
    return password;
  }
}
