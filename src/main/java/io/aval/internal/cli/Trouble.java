package io.aval.internal.cli;

/** Something that the person at the keyboard can do something about, said in full sentences. */
class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  Trouble(String message) {
    super(message);
  }
}
