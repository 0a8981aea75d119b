package io.aval.config;

/**
 * A secret from the configuration whose text never shows by accident: {@link #toString()} masks it.
 * Immutable.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Wraps a secret.
   *
   * @param value the secret's text
   * @return the wrapped secret
   */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /**
   * Returns the secret itself, for use and never for show.
   *
   * @return the text
   */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "********";
  }
}
