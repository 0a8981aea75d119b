package io.aval.internal.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the terminal to what commands say themselves: what Aval logs for operators of servers (keys
 * fetched, keys not to be had) stands in the answers already. Faults still show.
 */
final class QuietLogs {
  /** Held, or the JDK would forget it together with its level. */
  private static final Logger AVAL = Logger.getLogger("io.aval");

  private QuietLogs() {}

  static void keepFaultsOnly() {
    AVAL.setLevel(Level.SEVERE);
  }
}
