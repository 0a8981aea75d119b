package io.aval.issuer;

/**
 * Where a value stands among the claims, for people and for editors. Immutable.
 *
 * @param text as messages show it, such as {@code claims.a[0]}
 * @param pointer the JSON pointer within the claims (RFC 6901), such as {@code /a/0}
 */
record ClaimPath(String text, String pointer) {
  static final ClaimPath CLAIMS = new ClaimPath("claims", "");

  ClaimPath member(String name) {
    String escaped = name.replace("~", "~0").replace("/", "~1");
    return new ClaimPath(text + "." + name, pointer + "/" + escaped);
  }

  ClaimPath item(int index) {
    return new ClaimPath(text + "[" + index + "]", pointer + "/" + index);
  }

  /** A fault in the text that stands here. */
  IssuerException fault(String problem, int position) {
    return new IssuerException(
        IssuerException.Code.INVALID_VALUE,
        text + ", character " + (position + 1) + ": " + problem + ".",
        new IssuerException.Place("claims", pointer, position));
  }
}
