package io.aval.internal.cli;

import java.io.Console;

/** Asks for what must not be shown. */
final class HiddenInput {
  private HiddenInput() {}

  /**
   * Asks on the terminal.
   *
   * @param question what is wanted
   * @param otherwise what to do where there is no terminal
   * @return what was typed; empty at the end of the input
   * @throws Trouble when there is no terminal to ask on
   */
  @SuppressWarnings("SystemConsoleNull") // later JDKs read what is piped in, which is as good
  static String ask(String question, String otherwise) throws Trouble {
    Console console = System.console();
    if (console == null) {
      throw new Trouble("There is no terminal to ask on. " + otherwise);
    }
    char[] typed = console.readPassword("? %s ", question);
    return typed == null ? "" : new String(typed);
  }
}
