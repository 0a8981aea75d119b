package io.aval.internal.cli;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a token from where it is, and shows it nowhere.
 *
 * @param terminal where it is piped in, and where warnings go
 */
record TokenInput(Terminal terminal) {
  /** Far more than any token; the rest is not read. */
  private static final int LONGEST = 1 << 20;

  /** What people copy along with a token. */
  private static final Pattern AROUND =
      Pattern.compile("(?i)^\\s*(authorization\\s*:\\s*)?(bearer\\s+)?");

  /**
   * Reads the token.
   *
   * @param argument the token, or {@code -} for standard input; null: asked for
   * @throws Trouble when there is none
   */
  String read(@Nullable String argument) throws Trouble {
    String text = argument == null ? typed() : argument.equals("-") ? piped() : shown(argument);
    String token = AROUND.matcher(text).replaceFirst("").strip();
    if (token.isEmpty()) {
      throw new Trouble("No token was given.");
    }
    return token;
  }

  private String shown(String argument) {
    terminal
        .err()
        .println(
            "The token now stands in the shell's history. Without it, the command asks for the token;"
                + " with - it reads it from standard input.");
    return argument;
  }

  private static String typed() throws Trouble {
    return HiddenInput.ask(
        "Paste the token; it is not shown:",
        "Pipe the token in: aval token explain - < token.txt, or from the clipboard:"
            + " pbpaste | aval token explain - (macOS), wl-paste | aval token explain - (Linux)");
  }

  private String piped() throws Trouble {
    try {
      return terminal.piped(LONGEST);
    } catch (IOException e) {
      throw new Trouble("Standard input cannot be read: " + e.getMessage());
    }
  }
}
