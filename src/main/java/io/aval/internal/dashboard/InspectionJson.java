package io.aval.internal.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the inspector found, as JSON. */
final class InspectionJson {
  private InspectionJson() {}

  static Map<String, @Nullable Object> of(Inspector.View view) {
    List<Map<String, @Nullable Object>> checks =
        view.checks().stream().map(InspectionJson::check).toList();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("provider", view.provider().orElse(null));
    json.put("checks", checks);
    json.put("header_text", view.header().isEmpty() ? null : PrettyJson.write(view.header()));
    json.put("claims_text", view.claims().isEmpty() ? null : PrettyJson.write(view.claims()));
    return json;
  }

  private static Map<String, @Nullable Object> check(Inspector.Check check) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", check.name());
    json.put("outcome", check.outcome());
    json.put("reason", check.reason().orElse(null));
    json.put("detail", check.detail());
    return json;
  }
}
