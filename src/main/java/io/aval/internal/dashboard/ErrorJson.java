package io.aval.internal.dashboard;

import io.aval.issuer.IssuerException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong, and where in the template, as JSON. */
final class ErrorJson {
  private ErrorJson() {}

  static Map<String, @Nullable Object> of(IssuerException error) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", error.getCode().getText());
    json.put("message", error.getMessage());
    error
        .getPlace()
        .ifPresent(
            place -> {
              json.put("field", place.field());
              json.put("pointer", place.pointer());
              json.put("position", place.position());
            });
    return json;
  }

  /** What went wrong is the log's, not the caller's. */
  static Map<String, @Nullable Object> internal() {
    return Map.of(
        "code", "internal_error", "message", "Something went wrong; the log says more: AVAL-311.");
  }
}
