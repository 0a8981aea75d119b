package io.aval.internal.dashboard;

import io.aval.internal.issuer.Caller;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import io.aval.issuer.IssuerException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of the page.
 *
 * @param operation the method and the first part of the path, such as {@code GET templates}
 * @param id the second part of the path, empty without one
 * @param caller where the call comes from
 * @param body the members of the JSON object that was sent, none without one
 */
record Call(
    String operation, String id, Caller caller, Map<String, ? extends @Nullable Object> body) {
  /** A template and all around it fit; what is longer is refused unread. */
  private static final int MOST_BYTES = 128 * 1024;

  static Call of(HttpServletRequest request, Caller caller) throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    int slash = path.indexOf('/');
    return new Call(
        request.getMethod() + " " + (slash < 0 ? path : path.substring(0, slash)),
        slash < 0 ? "" : path.substring(slash + 1),
        caller,
        body(request));
  }

  private static Map<String, ? extends @Nullable Object> body(HttpServletRequest request)
      throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw invalid("That is more than " + MOST_BYTES + " bytes.");
    }
    if (bytes.length == 0) {
      return Map.of();
    }
    // No form of another site can send this type, whatever else may let it through.
    if (!String.valueOf(request.getContentType()).startsWith("application/json")) {
      throw invalid("The body must be application/json.");
    }
    try {
      return StrictJson.read(bytes);
    } catch (MalformedJson fault) {
      throw invalid("The body " + fault.getMessage() + ".");
    }
  }

  Optional<String> text(String name) {
    return body.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  String requireText(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new IssuerException(
                    IssuerException.Code.INVALID_VALUE,
                    name + " is missing.",
                    IssuerException.Place.of(name)));
  }

  private static IssuerException invalid(String message) {
    return new IssuerException(IssuerException.Code.INVALID_VALUE, message);
  }
}
