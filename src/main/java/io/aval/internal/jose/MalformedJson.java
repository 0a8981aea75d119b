package io.aval.internal.jose;

/**
 * Why a part of a token cannot be read: the end of a sentence that begins with the part. Never
 * quotes it. Thrown for every piece of garbage that somebody sends, so it has no stack trace.
 */
final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJson(String fault) {
    super(fault, null, false, false);
  }

  static MalformedJson notJson() {
    return new MalformedJson("is not JSON");
  }
}
