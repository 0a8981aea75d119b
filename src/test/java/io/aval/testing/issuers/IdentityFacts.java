package io.aval.testing.issuers;

import io.aval.UserIdentity;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that an identity says, as JSON: every property that it has, and the claims asked for, by
 * path. Runs in the test and inside the servers.
 */
public final class IdentityFacts {
  private IdentityFacts() {}

  /** Asks an identity for everything. */
  public static JsonObject of(UserIdentity identity, Collection<String> claimPaths) {
    JsonObjectBuilder facts = Json.createObjectBuilder();
    for (Method method : UserIdentity.class.getMethods()) {
      String name = method.getName();
      if (name.startsWith("get") && method.getParameterCount() == 0 && !name.equals("getClaims")) {
        String property = name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4);
        value(call(method, identity)).ifPresent(value -> facts.add(property, value));
      }
    }
    JsonObjectBuilder claims = Json.createObjectBuilder();
    for (String path : claimPaths) {
      value(identity.getClaim(path, Object.class)).ifPresent(value -> claims.add(path, value));
    }
    return facts.add("claims", claims).build();
  }

  private static Object call(Method method, UserIdentity identity) {
    try {
      return method.invoke(identity);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method.getName(), e);
    }
  }

  private static Optional<JsonValue> value(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(IdentityFacts::json)
        : Optional.of(json(value));
  }

  private static JsonValue json(Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Number number) {
      return Json.createValue(new BigDecimal(number.toString()));
    }
    if (value instanceof Collection<?> many) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      many.forEach(one -> array.add(json(one)));
      return array.build();
    }
    if (value instanceof Map<?, ?> members) {
      JsonObjectBuilder object = Json.createObjectBuilder();
      members.forEach((name, member) -> object.add(name.toString(), json(member)));
      return object.build();
    }
    return Json.createValue(value.toString());
  }
}
