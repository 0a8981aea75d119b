package io.aval.internal.request;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the core wants to know of a request, whichever door it came through. */
public interface RequestFacts {

  /** The HTTP method, in upper case. */
  String method();

  /** All values of a header, in order; the name is not case-sensitive. */
  List<String> headers(String name);

  /** The values of all cookies of that name. */
  List<String> cookies(String name);

  /** All values of a parameter in the query string, decoded. */
  List<String> queryParameters(String name);

  /** All values of a parameter in an {@code application/x-www-form-urlencoded} body. */
  List<String> formParameters(String name);

  /** The origin that the request was addressed to, such as {@code https://app.example.com:8443}. */
  String ownOrigin();

  /** What an earlier door left on this request under that name. */
  @Nullable Object attribute(String name);

  /** Leaves something on this request for later doors; null takes it away. */
  void attribute(String name, @Nullable Object value);

  /** The first value of a header. */
  default Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /**
   * Whether this is a CORS preflight. It never carries credentials, and its answer belongs to
   * whoever speaks CORS in the application (Fetch standard, section 4.8).
   */
  default boolean isPreflight() {
    return method().equals("OPTIONS")
        && !headers("Origin").isEmpty()
        && !headers("Access-Control-Request-Method").isEmpty();
  }
}
