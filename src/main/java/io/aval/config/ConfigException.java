package io.aval.config;

import java.util.List;

/**
 * The configuration is wrong; all its faults at once.
 *
 * <p>Fails the deployment. The {@linkplain #getMessage() message} lists every fault on a line of
 * its own, fit for a server's log: it names keys and environment variables, and never holds a
 * secret. Immutable.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  ConfigException(List<String> faults) {
    super(message(faults));
    this.faults = List.copyOf(faults);
  }

  /**
   * Returns the faults, each one line that begins with the key it is about.
   *
   * @return an unmodifiable list, never empty
   */
  public List<String> getFaults() {
    return faults;
  }

  private static String message(List<String> faults) {
    String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
    return "Aval is not configured correctly ("
        + count
        + "):\n  - "
        + String.join("\n  - ", faults);
  }
}
