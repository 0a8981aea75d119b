package io.aval.internal.cli;

import java.io.Console;
import java.util.Set;

/** Asks for what must not be shown. */
final class HiddenInput {
  /**
   * What a line holds at most while the terminal edits it, with its end or without: on macOS 1,024
   * characters (MAX_CANON), on Linux 4,096. It drops the rest and says nothing.
   */
  private static final Set<Integer> CUT_OFF = Set.of(1023, 1024, 4095, 4096);

  private HiddenInput() {}

  /**
   * Asks on the terminal.
   *
   * @param question what is wanted
   * @param otherwise what to do where there is no terminal
   * @return what was typed; empty at the end of the input
   * @throws Trouble when there is no terminal to ask on, or it has cut off what was typed
   */
  @SuppressWarnings("SystemConsoleNull") // later JDKs read what is piped in, which is as good
  static String ask(String question, String otherwise) throws Trouble {
    Console console = System.console();
    if (console == null) {
      throw new Trouble("There is no terminal to ask on. " + otherwise);
    }
    char[] typed = console.readPassword("? %s ", question);
    return typed == null ? "" : whole(new String(typed), otherwise);
  }

  /** The same text, unless it is as long as what a terminal leaves of a longer one. */
  static String whole(String typed, String otherwise) throws Trouble {
    if (CUT_OFF.contains(typed.length())) {
      throw new Trouble(
          "This has exactly "
              + typed.length()
              + " characters, which is all that a terminal takes in one line: the rest was cut off. "
              + otherwise);
    }
    return typed;
  }
}
