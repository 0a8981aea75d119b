package io.aval.internal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * Asks and tells. Questions look as those of the command line that the guide shows.
 *
 * @param in what is typed
 * @param out what is shown: results and questions
 * @param err what is shown beside results: what went wrong
 * @param ansi whether colours are used
 */
record Terminal(BufferedReader in, PrintWriter out, PrintWriter err, Ansi ansi) {
  /** So that input which is no person's comes to an end. */
  private static final int MOST_TRIES = 100;

  /** Without colours. */
  Terminal(BufferedReader in, PrintWriter out) {
    this(in, out, out, Ansi.OFF);
  }

  /** Says what is wrong with an answer. */
  interface Answer<T> {
    T read(String text) throws Trouble;
  }

  /** Says a sentence, or nothing but a new line. */
  void say(String sentence) {
    out.println(sentence);
  }

  /**
   * A text in a colour or style of picocli's ({@code green}, {@code bold}), where there are any.
   */
  String styled(String style, String text) {
    return ansi.enabled()
        ? ansi.new Text("@|" + style + " x|@").toString().replace("x", text)
        : text;
  }

  /**
   * Asks until the answer is one.
   *
   * @throws Trouble when the input ends, or no answer was one after many tries
   */
  <T> T ask(String question, Answer<T> answer) throws Trouble {
    for (int i = 0; i < MOST_TRIES; i++) {
      String line = line(question);
      try {
        return answer.read(line);
      } catch (Trouble wrong) {
        out.println(styled("red", ">>") + " " + PlainText.lines(wrong.sentence()));
      }
    }
    throw new Trouble("There was no usable answer; nothing was changed.");
  }

  /** Asks a question of yes and no; nothing typed means no. */
  boolean agrees(String question) throws Trouble {
    return agrees(question, false);
  }

  /** Asks a question of yes and no; nothing typed means what is usual. */
  boolean agrees(String question, boolean usual) throws Trouble {
    return ask(
        question + (usual ? " (Y/n)" : " (y/N)"),
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "" -> usual;
              case "n", "no" -> false;
              case "y", "yes" -> true;
              default -> throw new Trouble("Please type y or n.");
            });
  }

  private String line(String question) throws Trouble {
    out.print(styled("green", "?") + " " + styled("bold", question) + " ");
    out.flush();
    try {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("the end");
      }
      return line.strip();
    } catch (IOException e) {
      out.println();
      throw new Trouble("The input ended before the question was answered; nothing was changed.");
    }
  }

  /**
   * What is piped in, up to so many characters and one more, which tells that there are more.
   *
   * @throws IOException when it cannot be read
   */
  String piped(int most) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0 && text.length() <= most; c = in.read()) {
      text.append((char) c);
    }
    return text.toString();
  }
}
