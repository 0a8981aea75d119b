package io.aval.internal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Asks and tells. Questions look as those of the command line that the guide shows.
 *
 * @param in what is typed
 * @param out what is shown
 */
record Terminal(BufferedReader in, PrintWriter out) {
  private static final int MOST_TRIES = 5;

  /** Says what is wrong with an answer. */
  interface Answer<T> {
    T read(String text) throws Trouble;
  }

  /**
   * Asks until the answer is one.
   *
   * @throws Trouble when the input ends, or no answer was one after a few tries
   */
  <T> T ask(String question, Answer<T> answer) throws Trouble {
    for (int i = 0; i < MOST_TRIES; i++) {
      try {
        return answer.read(line(question));
      } catch (Trouble wrong) {
        if (wrong instanceof EndOfInput) {
          throw wrong;
        }
        out.println(">> " + wrong.getMessage());
      }
    }
    throw new Trouble("There was no usable answer.");
  }

  /** Asks a question of yes and no; nothing typed means no. */
  boolean agrees(String question) throws Trouble {
    return ask(
        question + " (y/N)",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "", "n", "no" -> false;
              case "y", "yes" -> true;
              default -> throw new Trouble("Please type y or n.");
            });
  }

  private String line(String question) throws Trouble {
    out.print("? " + question + " ");
    out.flush();
    try {
      String line = in.readLine();
      if (line == null) {
        throw new EndOfInput();
      }
      return line.strip();
    } catch (IOException e) {
      throw new EndOfInput();
    }
  }

  /** Nobody answers any more. */
  private static final class EndOfInput extends Trouble {
    private static final long serialVersionUID = 1L;

    EndOfInput() {
      super("The input ended before the question was answered; nothing was changed.");
    }
  }
}
