package io.aval.internal.issuer;

import java.util.Map;

/**
 * A call that cannot be answered, for a reason that has to do with HTTP and not with tokens or
 * templates; those have {@link io.aval.issuer.IssuerException}. Immutable.
 */
final class ApiFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Map<String, String> headers;
  private final transient Map<String, Object> meta;

  private ApiFault(
      Kind kind, String explanation, Map<String, String> headers, Map<String, Object> meta) {
    super(explanation, null, false, false);
    this.kind = kind;
    this.headers = Map.copyOf(headers);
    this.meta = Map.copyOf(meta);
  }

  static ApiFault of(Kind kind, String explanation) {
    return new ApiFault(kind, explanation, Map.of(), Map.of());
  }

  /** About one parameter, which the answer names as Clerk's does. */
  static ApiFault ofParameter(Kind kind, String parameter, String explanation) {
    return new ApiFault(kind, explanation, Map.of(), Map.of("param_name", parameter));
  }

  static ApiFault tooMany(long seconds) {
    return new ApiFault(
        Kind.TOO_MANY_REQUESTS,
        "Too many calls within 10 seconds; try again in " + seconds + " s.",
        Map.of("Retry-After", Long.toString(seconds)),
        Map.of());
  }

  static ApiFault methodNotAllowed(String allowed) {
    return new ApiFault(
        Kind.METHOD_NOT_ALLOWED,
        "Allowed here: " + allowed + ".",
        Map.of("Allow", allowed),
        Map.of());
  }

  static ApiFault unauthorized(Kind kind, String explanation) {
    return new ApiFault(kind, explanation, Map.of("WWW-Authenticate", "Bearer"), Map.of());
  }

  Kind kind() {
    return kind;
  }

  Map<String, String> headers() {
    return headers;
  }

  Map<String, Object> meta() {
    return meta;
  }

  /** What can be wrong, with the status, code and short message of Clerk's API where it has one. */
  enum Kind {
    HEADER_INVALID(
        401, "authorization_header_format_invalid", "Invalid Authorization header format"),
    KEY_INVALID(401, "clerk_key_invalid", "The provided secret key is invalid"),
    NOT_SIGNED_IN(401, "authentication_invalid", "Invalid authentication"),
    TOO_MANY_REQUESTS(429, "too_many_requests", "Too many requests"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed"),
    BODY_INVALID(400, "request_body_invalid", "Request body invalid"),
    BODY_TOO_LARGE(413, "request_body_too_large", "Request body too large"),
    CONTENT_TYPE(415, "unsupported_content_type", "Unsupported content type"),
    PARAMETER_UNKNOWN(422, "form_param_unknown", "Unknown parameter"),
    PARAMETER_MISSING(422, "form_param_missing", "Missing parameter"),
    PARAMETER_INVALID(422, "form_param_value_invalid", "Invalid value"),
    QUERY_INVALID(400, "query_param_value_invalid", "Invalid value"),
    INTERNAL(500, "internal_error", "Something went wrong");

    private final int status;
    private final String code;
    private final String summary;

    Kind(int status, String code, String summary) {
      this.status = status;
      this.code = code;
      this.summary = summary;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }

    String summary() {
      return summary;
    }
  }
}
