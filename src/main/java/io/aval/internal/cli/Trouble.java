package io.aval.internal.cli;

/** Something that the person at the keyboard can do something about, said in full sentences. */
class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exit;

  /** What was asked for cannot be done. */
  Trouble(String message) {
    this(Exit.NOT_DONE, message);
  }

  /** The same with another exit code than {@link Exit#NOT_DONE}. */
  Trouble(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }

  /** The message, which is always there. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
