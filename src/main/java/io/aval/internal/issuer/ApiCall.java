package io.aval.internal.issuer;

import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of an endpoint, with bounds on everything that is read from it.
 *
 * @param exchange the call and its answer
 */
record ApiCall(Exchange exchange) {
  /** Claims may grow to 10,000 characters, and a key in PEM form is shorter than that. */
  static final int LARGEST_BODY = 64 * 1024;

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  String method() {
    return exchange.method();
  }

  Caller caller() {
    return exchange.caller();
  }

  /** What stands in the path below the endpoint's own, empty where nothing does. */
  List<String> below() {
    String path = exchange.below();
    return path == null ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  /** Refuses every method but one. */
  void require(String allowed) {
    if (!method().equals(allowed)) {
      throw ApiFault.methodNotAllowed(allowed);
    }
  }

  /**
   * The body's JSON object; without a body an empty one.
   *
   * @throws ApiFault when it is too large, of another type, or no JSON object
   */
  Map<String, @Nullable Object> json() {
    byte[] body = body();
    if (body.length == 0) {
      return Map.of();
    }
    requireType(JSON);
    try {
      return StrictJson.read(body);
    } catch (MalformedJson fault) {
      throw ApiFault.of(ApiFault.Kind.BODY_INVALID, "The body " + fault.getMessage() + ".");
    }
  }

  /** The body's form parameters; read here, since servers read parameters without a bound. */
  Map<String, String> form() {
    byte[] body = body();
    if (body.length == 0) {
      return Map.of();
    }
    requireType(FORM);
    return pairs(new String(body, StandardCharsets.UTF_8), ApiFault.Kind.BODY_INVALID);
  }

  /** The parameters of the address, of which each may be there once. */
  Map<String, String> query() {
    String query = exchange.query();
    return query == null || query.isEmpty() ? Map.of() : pairs(query, ApiFault.Kind.QUERY_INVALID);
  }

  private static Map<String, String> pairs(String text, ApiFault.Kind fault) {
    Map<String, String> pairs = new LinkedHashMap<>();
    try {
      for (String pair : text.split("&", -1)) {
        String[] sides = pair.split("=", 2);
        String name = URLDecoder.decode(sides[0], StandardCharsets.UTF_8);
        String value = sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8);
        if (pairs.put(name, value) != null) {
          throw ApiFault.of(fault, "A parameter is there twice.");
        }
      }
      return pairs;
    } catch (IllegalArgumentException undecodable) {
      throw ApiFault.of(fault, "A parameter is not correctly percent-encoded.");
    }
  }

  private byte[] body() {
    if (exchange.contentLength() > LARGEST_BODY) {
      throw tooLarge();
    }
    try {
      byte[] body = exchange.body().readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        throw tooLarge();
      }
      return body;
    } catch (IOException broken) {
      throw ApiFault.of(ApiFault.Kind.BODY_INVALID, "The body ends before it should.");
    }
  }

  private static ApiFault tooLarge() {
    return ApiFault.of(
        ApiFault.Kind.BODY_TOO_LARGE, "The body is larger than " + LARGEST_BODY + " bytes.");
  }

  private void requireType(String expected) {
    String type = exchange.headers("Content-Type").stream().findFirst().orElse("");
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(expected)) {
      throw ApiFault.of(ApiFault.Kind.CONTENT_TYPE, "The body must be " + expected + ".");
    }
  }
}
