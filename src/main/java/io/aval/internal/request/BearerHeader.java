package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Takes the token out of the {@code Authorization} header, strictly by RFC 6750, section 2.1.
 *
 * <p>Another scheme than {@code Bearer} belongs to somebody else and means that the call carries no
 * token of ours. Once the scheme is ours, everything but exactly one well-formed token is refused:
 * to guess which part of a broken header was meant is how two parties come to see two different
 * callers.
 */
final class BearerHeader {
  private static final String SCHEME = "Bearer";

  private BearerHeader() {}

  /**
   * Finds the token.
   *
   * @param values all {@code Authorization} headers of the request
   * @throws IdentityException with {@link Reason#MALFORMED_REQUEST}
   */
  static Optional<String> token(List<String> values) {
    Optional<String> bearer =
        values.stream().map(String::strip).filter(BearerHeader::isBearer).findFirst();
    if (bearer.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw malformed("more than one Authorization header");
    }
    String token = bearer.get().substring(SCHEME.length()).strip();
    if (!isB64Token(token)) {
      throw malformed("what follows Bearer is not one b64token");
    }
    return Optional.of(token);
  }

  /**
   * What stands behind our scheme, well-formed or not; for telling what was meant, nothing else.
   */
  static String rest(RequestFacts request) {
    return request.headers("Authorization").stream()
        .map(String::strip)
        .filter(BearerHeader::isBearer)
        .map(header -> header.substring(SCHEME.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** Whether the header starts with our scheme, in any case, and the scheme ends there. */
  private static boolean isBearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && (header.length() == SCHEME.length() || !isTokenChar(header.charAt(SCHEME.length())));
  }

  /** Whether a character may stand in an authentication scheme's name (RFC 9110, section 5.6.2). */
  private static boolean isTokenChar(char c) {
    return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /** The production {@code b64token} of RFC 6750: what any bearer token may look like. */
  static boolean isB64Token(String token) {
    int end = token.length();
    while (end > 0 && token.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = token.charAt(i);
      if (!isAlphanumeric(c) && "-._~+/".indexOf(c) < 0) {
        return false;
      }
    }
    return end > 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static IdentityException malformed(String explanation) {
    return new IdentityException(Reason.MALFORMED_REQUEST, explanation);
  }
}
