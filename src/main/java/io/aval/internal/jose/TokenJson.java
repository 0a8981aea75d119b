package io.aval.internal.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.aval.IdentityException;
import io.aval.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two JSON objects of a token, strictly: UTF-8, no member twice, nothing after the
 * object, and bounded in depth and members. What two readers might read differently is not read at
 * all.
 */
final class TokenJson {
  private static final int DEEPEST = 16;
  private static final int MOST_MEMBERS = 256;

  /**
   * Buffers are kept in a pool of the factory's own: Jackson's usual one hangs on the server's
   * threads and would keep an undeployed application's classes there. Names are not interned or
   * remembered, since whoever sends tokens would decide which.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(100).build())
          .build();

  private final JsonParser parser;
  private int members;

  private TokenJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads one object.
   *
   * @param json its bytes
   * @return the members in their order, values {@link String}, {@link Boolean}, {@link Long},
   *     {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@link List}, {@link Map} or
   *     null; all unmodifiable
   * @throws IdentityException with {@link Reason#MALFORMED_TOKEN}
   */
  static Map<String, @Nullable Object> read(byte[] json) {
    requireUtf8(json);
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("a part of the token is not a JSON object");
      }
      Map<String, @Nullable Object> object = new TokenJson(parser).object();
      if (parser.nextToken() != null) {
        throw malformed("something follows the JSON object in a part of the token");
      }
      return object;
    } catch (IOException broken) {
      throw malformed(
          "a part of the token is not JSON, or too deep"); // its message quotes the token
    }
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (++members > MOST_MEMBERS) {
        throw malformed("a part of the token has more than " + MOST_MEMBERS + " members");
      }
      parser.nextToken();
      Object value = value();
      int before = object.size();
      object.put(name, value); // null is a value, so the size tells what was new
      if (object.size() == before) {
        throw malformed("a part of the token has a member twice");
      }
    }
    return Collections.unmodifiableMap(object);
  }

  private @Nullable Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> throw malformed("a part of the token is not JSON");
    };
  }

  private Object integer() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private List<@Nullable Object> array() throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return Collections.unmodifiableList(array);
  }

  /**
   * Jackson would guess UTF-16 and UTF-32 from the first bytes, and reads overlong forms. ASCII,
   * the usual case, is UTF-8.
   */
  private static void requireUtf8(byte[] json) {
    boolean ascii = true;
    for (byte b : json) {
      if (b == 0) {
        throw malformed("a part of the token has a zero byte");
      }
      ascii &= b > 0;
    }
    if (!ascii) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      } catch (CharacterCodingException notUtf8) {
        throw malformed("a part of the token is not UTF-8");
      }
      if (json[0] < 0) {
        throw malformed(
            "a part of the token does not begin with a JSON object"); // a byte order mark
      }
    }
  }

  private static IdentityException malformed(String explanation) {
    return new IdentityException(Reason.MALFORMED_TOKEN, explanation);
  }
}
