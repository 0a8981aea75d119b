package io.aval.config;

import io.aval.config.IdentityConfig.TokenSource;
import io.aval.config.IdentityConfig.TokenSource.Kind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the entries of {@code aval.token-sources} are written. */
final class TokenSourceSyntax {
  private static final List<String> FORMS =
      List.of("header", "header:<name>", "cookie:<name>", "query:<name>", "form");

  /** A token of RFC 9110, section 5.6.2: the names of headers and cookies. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9._~-]+");

  private TokenSourceSyntax() {}

  static TokenSource read(String text) throws BadValue {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String name = colon < 0 ? "" : text.substring(colon + 1);
    return switch (colon < 0 ? kind : kind + ":") {
      case "header" -> new TokenSource(Kind.AUTHORIZATION, "Authorization");
      case "form" -> new TokenSource(Kind.FORM, "access_token");
      case "header:" -> new TokenSource(Kind.HEADER, header(name));
      case "cookie:" -> new TokenSource(Kind.COOKIE, named(text, name, TOKEN));
      case "query:" -> new TokenSource(Kind.QUERY, named(text, name, PARAMETER));
      default ->
          throw new BadValue(
              Faults.quote(text) + " is not a token source; there are " + String.join(", ", FORMS));
    };
  }

  /** Writes a source as the key has it. */
  static String written(TokenSource source) {
    return switch (source.kind()) {
      case AUTHORIZATION -> "header";
      case FORM -> "form";
      case HEADER, COOKIE, QUERY -> Values.written(source.kind()) + ":" + source.name();
    };
  }

  private static String header(String name) throws BadValue {
    if (name.equalsIgnoreCase("authorization")) {
      throw new BadValue(
          "\"header:Authorization\" is written header, which expects the word Bearer");
    }
    // Header names compare without case; one spelling lets a source given twice be seen.
    return named("header:" + name, name, TOKEN).toLowerCase(Locale.ROOT);
  }

  private static String named(String text, String name, Pattern pattern) throws BadValue {
    if (!pattern.matcher(name).matches()) {
      throw new BadValue(Faults.quote(text) + " has no valid name after the colon");
    }
    return name;
  }
}
