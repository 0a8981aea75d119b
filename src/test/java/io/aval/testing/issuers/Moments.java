package io.aval.testing.issuers;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts moments in the place of {@code "$now-60"}, a number of seconds since 1970, and of {@code
 * "$now-60 as text"}, which is RFC 3339.
 */
final class Moments {
  private static final Pattern MOMENT = Pattern.compile("\\$now([+-]\\d+)?( as text)?");

  private Moments() {}

  static JsonObject at(Instant now, JsonObject object) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    object.forEach((name, value) -> builder.add(name, resolve(now, value)));
    return builder.build();
  }

  private static JsonValue resolve(Instant now, JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> at(now, value.asJsonObject());
      case ARRAY -> each(now, value.asJsonArray());
      case STRING -> text(now, ((JsonString) value).getString(), value);
      default -> value;
    };
  }

  private static JsonArray each(Instant now, JsonArray array) {
    JsonArrayBuilder builder = Json.createArrayBuilder();
    array.forEach(value -> builder.add(resolve(now, value)));
    return builder.build();
  }

  private static JsonValue text(Instant now, String text, JsonValue asItIs) {
    if (!text.startsWith("$now")) {
      return asItIs;
    }
    Matcher moment = MOMENT.matcher(text);
    if (!moment.matches()) {
      throw new IllegalArgumentException(text + " is no moment; write $now-60, $now+60 as text");
    }
    long shift = moment.group(1) == null ? 0 : Long.parseLong(moment.group(1));
    Instant then = now.plusSeconds(shift);
    return moment.group(2) == null
        ? Json.createValue(then.getEpochSecond())
        : Json.createValue(then.toString());
  }
}
