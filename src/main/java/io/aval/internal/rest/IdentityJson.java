package io.aval.internal.rest;

import io.aval.UserIdentity;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the JSON form of an identity, nulls included, whatever the JSON library is set to do. */
final class IdentityJson {
  private IdentityJson() {}

  static void write(UserIdentity identity, JsonGenerator out) {
    writeObject(identity.toJson(), out);
  }

  private static void writeObject(Map<?, ?> members, JsonGenerator out) {
    out.writeStartObject();
    members.forEach(
        (name, value) -> {
          out.writeKey(String.valueOf(name));
          writeValue(value, out);
        });
    out.writeEnd();
  }

  private static void writeValue(@Nullable Object value, JsonGenerator out) {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> members) {
      writeObject(members, out);
    } else if (value instanceof List<?> elements) {
      out.writeStartArray();
      elements.forEach(element -> writeValue(element, out));
      out.writeEnd();
    } else if (value instanceof Boolean flag) {
      out.write(flag);
    } else {
      writeScalar(value, out);
    }
  }

  private static void writeScalar(Object value, JsonGenerator out) {
    if (value instanceof BigInteger number) {
      out.write(number);
    } else if (value instanceof BigDecimal number) {
      out.write(number);
    } else if (value instanceof Number number) {
      out.write(number.longValue());
    } else {
      out.write(value.toString());
    }
  }
}
