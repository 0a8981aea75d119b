package io.aval.config;

/** A configured value cannot be used; the message is the end of a sentence that begins with its key. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  BadValue(String message) {
    super(message);
  }
}
