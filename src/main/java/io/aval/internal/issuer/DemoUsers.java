package io.aval.internal.issuer;

import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Demo users from a JSON file: an array of objects, each with {@code id}, {@code username} and any
 * other attribute that {@link IssuerUser} knows. Immutable.
 */
final class DemoUsers implements UserDirectory {
  private final Map<String, IssuerUser> byUsername;

  private DemoUsers(Map<String, IssuerUser> byUsername) {
    this.byUsername = Map.copyOf(byUsername);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it is out of shape, saying what and where
   */
  static DemoUsers read(InputStream file) {
    try (JsonReader reader = Json.createReader(file)) {
      Map<String, IssuerUser> users = new LinkedHashMap<>();
      for (JsonValue element : reader.readArray()) {
        JsonObject json = element.asJsonObject();
        IssuerUser user = user(json);
        if (users.put(json.getString("username"), user) != null) {
          throw new IllegalArgumentException("two users are called " + json.getString("username"));
        }
      }
      return new DemoUsers(users);
    } catch (JsonException e) {
      throw new IllegalArgumentException("not a JSON array: " + e.getMessage(), e);
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "every user is an object that has at least the texts id and username", e);
    }
  }

  @Override
  public Optional<IssuerUser> find(String username) {
    return Optional.ofNullable(byUsername.get(username));
  }

  @Override
  public List<String> usernames(String beginning, int most) {
    return byUsername.keySet().stream()
        .filter(name -> name.startsWith(beginning))
        .sorted()
        .limit(most)
        .toList();
  }

  private static IssuerUser user(JsonObject json) {
    Map<String, @Nullable Object> attributes = object(json);
    attributes.remove("id");
    return new IssuerUser(json.getString("id"), attributes);
  }

  private static Map<String, @Nullable Object> object(JsonObject json) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    json.forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  private static List<@Nullable Object> list(JsonArray json) {
    List<@Nullable Object> plain = new ArrayList<>(json.size());
    json.forEach(value -> plain.add(plain(value)));
    return plain;
  }

  private static @Nullable Object plain(JsonValue json) {
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
