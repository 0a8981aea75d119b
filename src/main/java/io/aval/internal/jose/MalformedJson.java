package io.aval.internal.jose;

/**
 * Why something cannot be read as JSON: the message is the end of a sentence that begins with the
 * thing, and never quotes it. Thrown for every piece of garbage that somebody sends, so it has no
 * stack trace.
 */
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJson(String fault) {
    super(fault, null, false, false);
  }

  static MalformedJson notJson() {
    return new MalformedJson("is not JSON");
  }
}
