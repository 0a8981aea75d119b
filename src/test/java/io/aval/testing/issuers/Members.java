package io.aval.testing.issuers;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object with a fixed set of members, read strictly: a misspelt member would be a test that
 * tests nothing.
 *
 * @param place where it stands, for messages
 * @param json the object
 */
record Members(String place, JsonObject json) {

  /** Reads a file that holds one object; no member may be there twice. */
  static JsonObject file(Path file) {
    try (JsonReader reader =
        Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE))
            .createReader(Files.newBufferedReader(file))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Members only(Set<String> names) {
    for (String name : json.keySet()) {
      if (!names.contains(name)) {
        throw fault("has the member " + name + ", which nobody knows; there are " + names);
      }
    }
    return this;
  }

  boolean has(String name) {
    return json.containsKey(name);
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> fault("lacks the member " + name));
  }

  Optional<String> optionalText(String name) {
    return find(name, JsonString.class).map(JsonString::getString);
  }

  Optional<JsonObject> object(String name) {
    return find(name, JsonObject.class);
  }

  <T extends JsonValue> Optional<T> find(String name, Class<T> type) {
    JsonValue value = json.get(name);
    if (value != null && !type.isInstance(value)) {
      throw fault("has a member " + name + " that is no " + type.getSimpleName());
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  IllegalArgumentException fault(String sentence) {
    return new IllegalArgumentException(place + " " + sentence);
  }
}
