package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.IdentityConfig.ErrorDetails;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one place where a refusal becomes a response: status, headers and body, the same through
 * every door (RFC 6750, section 3; RFC 9457; RFC 9470, section 3). Immutable.
 *
 * @param status the HTTP status
 * @param headers header fields in the order of writing, without the content type
 * @param contentType the body's media type
 * @param body the body, a JSON object; to be left out in the answer to {@code HEAD}
 */
public record RefusalAnswer(
    int status, Map<String, String> headers, String contentType, String body) {
  private static final String PROBLEM = "application/problem+json";

  /** Builds the answer; nothing in it comes from the token. */
  static RefusalAnswer to(IdentityException refusal, ErrorDetails details) {
    Reason reason = refusal.getReason();
    Map<String, String> headers = new LinkedHashMap<>();
    if (isChallenge(reason)) {
      headers.put("WWW-Authenticate", challenge(refusal, details));
    }
    refusal.getRetryAfter().ifPresent(wait -> headers.put("Retry-After", wholeSeconds(wait)));
    headers.put("Cache-Control", "no-store");
    String body = details == ErrorDetails.FULL ? problem(reason) : statusOnly(reason);
    return new RefusalAnswer(reason.getStatus(), Map.copyOf(headers), PROBLEM, body);
  }

  /** A role, an origin or an outage is nothing that another token would cure. */
  private static boolean isChallenge(Reason reason) {
    return reason.getStatus() == 401 || reason.getError().isPresent();
  }

  private static String challenge(IdentityException refusal, ErrorDetails details) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("realm", quoted("aval"));
    Reason reason = refusal.getReason();
    reason.getError().ifPresent(error -> params.put("error", quoted(error)));
    if (details == ErrorDetails.FULL && reason.getError().isPresent()) {
      params.put("error_description", quoted(reason.getDetail()));
    }
    if (!refusal.getScopes().isEmpty()) {
      params.put("scope", quoted(String.join(" ", refusal.getScopes())));
    }
    if (!refusal.getAcrValues().isEmpty()) {
      params.put("acr_values", quoted(String.join(" ", refusal.getAcrValues())));
    }
    if (refusal.getMaxAge() >= 0) {
      params.put("max_age", Integer.toString(refusal.getMaxAge()));
    }
    return params.entrySet().stream()
        .map(param -> param.getKey() + '=' + param.getValue())
        .collect(Collectors.joining(", ", "Bearer ", ""));
  }

  /** A quoted-string of RFC 9110, section 5.6.4; whatever could end it or the line is dropped. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .filter(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')
        .forEach(c -> out.append((char) c));
    return out.append('"').toString();
  }

  private static String wholeSeconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  // Every text below is a constant of this library, so nothing needs escaping.

  private static String problem(Reason reason) {
    return "{\"type\":\"urn:aval:reason:"
        + reason.name().toLowerCase(Locale.ROOT).replace('_', '-')
        + "\",\"title\":\""
        + title(reason)
        + "\",\"status\":"
        + reason.getStatus()
        + ",\"detail\":\""
        + reason.getDetail()
        + "\",\"code\":\""
        + reason.name()
        + "\"}";
  }

  private static String statusOnly(Reason reason) {
    String error = reason.getError().map(code -> ",\"error\":\"" + code + '"').orElse("");
    return "{\"status\":" + reason.getStatus() + error + '}';
  }

  /** The reason's name as words: {@code WRONG_AUDIENCE} is titled “Wrong audience”. */
  private static String title(Reason reason) {
    String words = reason.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
