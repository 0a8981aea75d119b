package io.aval.internal.issuer;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Processing's values as maps, lists, text, numbers, booleans and null. */
final class PlainJson {
  private PlainJson() {}

  static Map<String, @Nullable Object> object(JsonObject json) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    json.forEach((name, value) -> plain.put(name, value(value)));
    return plain;
  }

  private static List<@Nullable Object> list(JsonArray json) {
    List<@Nullable Object> plain = new ArrayList<>(json.size());
    json.forEach(value -> plain.add(value(value)));
    return plain;
  }

  private static @Nullable Object value(JsonValue json) {
    return switch (json.getValueType()) {
      case OBJECT -> object(json.asJsonObject());
      case ARRAY -> list(json.asJsonArray());
      case STRING -> ((JsonString) json).getString();
      case NUMBER -> number((JsonNumber) json);
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
    };
  }

  private static Number number(JsonNumber json) {
    return json.isIntegral() && json.bigDecimalValue().precision() < 19
        ? (Number) json.longValue()
        : json.bigDecimalValue();
  }
}
