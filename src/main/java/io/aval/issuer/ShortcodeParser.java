package io.aval.issuer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one string of a template: raw text with {@code {{…}}} in it.
 *
 * <pre>
 * text       := ( raw | "{{" expression "}}" )*
 * expression := operand ( "||" operand )*
 * operand    := shortcode | "'" ( character | "\'" | "\\" )* "'" | number | "true" | "false"
 * shortcode  := name ( "." name )*
 * </pre>
 *
 * White space around operands does not count. One pass, no recursion: hostile text costs no more
 * than its length. Not safe for several threads, and used once.
 */
final class ShortcodeParser {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final ClaimPath path;
  private final String input;
  private final boolean strict;
  private int at;

  /**
   * Prepares to read.
   *
   * @param path where the text stands in the template's claims
   * @param input the text
   * @param strict whether a shortcode that nobody knows is a fault
   */
  ShortcodeParser(ClaimPath path, String input, boolean strict) {
    this.path = path;
    this.input = input;
    this.strict = strict;
  }

  Expression parse() {
    List<Expression> parts = new ArrayList<>();
    while (at < input.length()) {
      parts.add(input.startsWith(OPEN, at) ? braces() : raw());
    }
    if (parts.isEmpty()) {
      return new Expression.Literal("");
    }
    // A string that is one expression and nothing else keeps the type of its value.
    return parts.size() == 1 ? parts.get(0) : new Expression.Text(List.copyOf(parts));
  }

  private Expression raw() {
    int end = input.indexOf(OPEN, at);
    String text = input.substring(at, end < 0 ? input.length() : end);
    at += text.length();
    return new Expression.Literal(text);
  }

  private Expression braces() {
    int start = at;
    at += OPEN.length();
    List<Expression> operands = new ArrayList<>();
    do {
      operands.add(operand(start));
    } while (skip("||"));
    if (!skip(CLOSE)) {
      throw at < input.length() ? fault("expected || or }} here", at) : unclosed(start);
    }
    return operands.size() == 1 ? operands.get(0) : new Expression.FirstOf(List.copyOf(operands));
  }

  private Expression operand(int start) {
    skipSpace();
    if (at >= input.length()) {
      throw unclosed(start);
    }
    if (input.charAt(at) == '\'') {
      return quoted();
    }
    int begin = at;
    while (at < input.length() && isWord(input.charAt(at))) {
      at++;
    }
    String word = input.substring(begin, at);
    if (word.isEmpty()) {
      throw fault("expected a shortcode, a number or 'text' here", begin);
    }
    return switch (word) {
      case "true" -> new Expression.Literal(true);
      case "false" -> new Expression.Literal(false);
      default -> isNumber(word) ? number(word, begin) : shortcode(word, begin);
    };
  }

  private Expression quoted() {
    int begin = at++;
    StringBuilder text = new StringBuilder();
    while (at < input.length()) {
      char c = input.charAt(at++);
      if (c == '\'') {
        return new Expression.Literal(text.toString());
      }
      if (c == '\\') {
        if (at >= input.length() || "'\\".indexOf(input.charAt(at)) < 0) {
          throw fault("only \\' and \\\\ may be escaped in quoted text", at - 1);
        }
        c = input.charAt(at++);
      }
      text.append(c);
    }
    throw fault("the quote that begins here is not closed", begin);
  }

  private Expression number(String word, int begin) {
    try {
      BigDecimal number = new BigDecimal(word);
      if (Math.abs((long) number.scale()) + number.precision() > 40) {
        throw fault("the number has too many digits", begin);
      }
      return new Expression.Literal(number.scale() <= 0 ? asInteger(number) : number);
    } catch (NumberFormatException e) {
      throw fault("not a number", begin);
    }
  }

  private static Number asInteger(BigDecimal number) {
    return number.precision() - number.scale() < 19 ? (Number) number.longValue() : number;
  }

  private Expression shortcode(String word, int begin) {
    String[] names = word.split("\\.", -1);
    if (names.length > JsonTree.MAX_DEPTH) {
      throw fault("a path has at most " + JsonTree.MAX_DEPTH + " names", begin);
    }
    for (String name : names) {
      if (name.isEmpty()) {
        throw fault("a name is missing beside a dot", begin);
      }
    }
    if (strict && !KnownShortcodes.contain(List.of(names))) {
      throw fault("there is no shortcode of this name", begin);
    }
    return new Expression.Shortcode(List.of(names));
  }

  private boolean skip(String token) {
    skipSpace();
    if (!input.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  private void skipSpace() {
    while (at < input.length() && Character.isWhitespace(input.charAt(at))) {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return !Character.isWhitespace(c) && "|'{}\"".indexOf(c) < 0;
  }

  private static boolean isNumber(String word) {
    char first = word.charAt(word.charAt(0) == '-' && word.length() > 1 ? 1 : 0);
    return first >= '0' && first <= '9';
  }

  private IssuerException unclosed(int start) {
    return fault("the {{ that begins here is not closed", start);
  }

  private IssuerException fault(String problem, int position) {
    return path.fault(problem, position);
  }
}
