package io.aval.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * Puts environment variables into values: <code>${env.NAME}</code> and <code>${env.NAME:default}
 * </code>; a dollar more makes the sign and the brace stand for themselves. What a variable holds
 * is taken as it is and not expanded again.
 */
final class Interpolation {
  private static final String OPEN = "${";
  private static final String ESCAPED = "$${";
  private static final String ENV = "env.";

  private final Function<String, Optional<String>> variables;

  Interpolation(Function<String, Optional<String>> variables) {
    this.variables = variables;
  }

  String expand(String text) throws BadValue {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPED, at)) {
        expanded.append(OPEN);
        at += ESCAPED.length();
      } else if (text.startsWith(OPEN, at)) {
        int end = end(text, at + OPEN.length());
        expanded.append(expression(text.substring(at + OPEN.length(), end)));
        at = end + 1;
      } else {
        expanded.append(text.charAt(at++));
      }
    }
    return expanded.toString();
  }

  /** Where the expression ends; braces inside a default belong to it, {@code {tenant}} for one. */
  private static int end(String text, int from) throws BadValue {
    int depth = 1;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    throw new BadValue("has a ${ without its }; write $${ for the two characters themselves");
  }

  private String expression(String expression) throws BadValue {
    int colon = expression.indexOf(':');
    String reference = colon < 0 ? expression : expression.substring(0, colon);
    String name = reference.startsWith(ENV) ? reference.substring(ENV.length()) : "";
    if (name.isBlank()) {
      throw new BadValue(
          "has the expression ${"
              + reference
              + "}; only ${env.NAME} and ${env.NAME:default} are known"
              + " (write $${ for the two characters themselves)");
    }
    Optional<String> value = variables.apply(name);
    if (value.isPresent()) {
      return value.get();
    }
    if (colon < 0) {
      throw new BadValue("needs the environment variable " + name + ", which is not set or empty");
    }
    return expand(expression.substring(colon + 1));
  }
}
