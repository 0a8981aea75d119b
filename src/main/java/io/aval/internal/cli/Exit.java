package io.aval.internal.cli;

/** The exit codes of {@code aval}, which scripts may rely on. */
final class Exit {
  /** What was asked for is done, and every check passed. */
  static final int DONE = 0;

  /** It was looked, and something is not as it should be. */
  static final int CHECK_FAILED = 1;

  /** The command line cannot be understood; picocli uses the same number. */
  static final int USAGE = 2;

  /** It cannot be done with this project, file or input; nothing was changed. */
  static final int NOT_DONE = 3;

  /** A fault in {@code aval} itself. */
  static final int FAULT = 4;

  private Exit() {}
}
