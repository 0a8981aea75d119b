package io.aval.config;

/** A configured value cannot be used; this is the end of a sentence that begins with its key. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  BadValue(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
