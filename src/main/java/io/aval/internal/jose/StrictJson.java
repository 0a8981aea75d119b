package io.aval.internal.jose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object strictly: UTF-8, no member twice, nothing after the object, and bounded in
 * depth and members. What two readers might read differently is not read at all.
 */
public final class StrictJson {
  private static final int DEEPEST = 16;
  private static final int MOST_MEMBERS = 256;

  /** Headers are shorter, payloads longer; it only decides how much room is made for members. */
  private static final int SHORT = 150;

  private final JsonBytes json;
  private final int deepest;
  private final int mostMembers;
  private int members;
  private int depth;

  private StrictJson(JsonBytes json, int deepest, int mostMembers) {
    this.json = json;
    this.deepest = deepest;
    this.mostMembers = mostMembers;
  }

  /**
   * Reads one object.
   *
   * @param json its bytes
   * @return the members in their order, values {@link String}, {@link Boolean}, {@link Long},
   *     {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@link List}, {@link Map} or
   *     null; all unmodifiable
   * @throws MalformedJson when it is anything else
   */
  public static Map<String, @Nullable Object> read(byte[] json) throws MalformedJson {
    return read(json, DEEPEST, MOST_MEMBERS);
  }

  /**
   * Reads one object of our own, which may be larger than what a token may hold.
   *
   * @param json its bytes
   * @param deepest how deep it may nest
   * @param mostMembers how many members it may have in all
   * @return as {@link #read(byte[])}
   * @throws MalformedJson when it is anything else
   */
  public static Map<String, @Nullable Object> read(byte[] json, int deepest, int mostMembers)
      throws MalformedJson {
    JsonBytes bytes = new JsonBytes(json);
    if (bytes.peek() != '{') {
      throw new MalformedJson("is not a JSON object");
    }
    Map<String, @Nullable Object> object =
        new StrictJson(bytes, deepest, mostMembers).object(json.length < SHORT ? 8 : 32);
    if (bytes.peek() != -1) {
      throw new MalformedJson("has something after its JSON object");
    }
    return object;
  }

  private Map<String, @Nullable Object> object(int room) throws MalformedJson {
    enter('{');
    Map<String, @Nullable Object> object = new LinkedHashMap<>(room);
    if (!json.take('}')) {
      do {
        member(object);
      } while (json.take(','));
      json.require('}');
    }
    depth--;
    return Collections.unmodifiableMap(object);
  }

  private void member(Map<String, @Nullable Object> object) throws MalformedJson {
    if (++members > mostMembers) {
      throw new MalformedJson("has more than " + mostMembers + " members");
    }
    String name = json.name();
    json.require(':');
    int before = object.size();
    object.put(name, value()); // null is a value, so the size tells what was new
    if (object.size() == before) {
      throw new MalformedJson("has a member twice");
    }
  }

  private List<@Nullable Object> array() throws MalformedJson {
    enter('[');
    List<@Nullable Object> array = new ArrayList<>(4);
    if (!json.take(']')) {
      do {
        array.add(value());
      } while (json.take(','));
      json.require(']');
    }
    depth--;
    return Collections.unmodifiableList(array);
  }

  private void enter(char bracket) throws MalformedJson {
    json.require(bracket);
    if (++depth > deepest) {
      throw new MalformedJson("is nested deeper than " + deepest);
    }
  }

  private @Nullable Object value() throws MalformedJson {
    return switch (json.peek()) {
      case '{' -> object(4);
      case '[' -> array();
      case '"' -> json.text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> json.number();
      default -> throw MalformedJson.notJson();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) throws MalformedJson {
    json.word(word);
    return value;
  }
}
