package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aval.IdentityException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenJsonTest {
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static Map<String, @Nullable Object> read(String json) {
    return TokenJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuses(String json, String fault) {
    assertThatThrownBy(() -> read(json))
        .as(json)
        .isInstanceOfSatisfying(
            IdentityException.class,
            refusal -> assertThat(refusal.getExplanation().orElse("")).contains(fault));
  }

  @Test
  void keepsEveryKindOfValueAndTheOrderOfMembers() {
    Map<String, @Nullable Object> object =
        read(
            " { \"t\" : \"\\u00e9\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\té😀\" , \"i\":-12,"
                + "\"b\":123456789012345678901,\"l\":9223372036854775807,\"d\":-1.50e2,\"y\":true,"
                + "\"n\":false,\"z\":null,\"a\":[1,[],{}],\"o\":{\"x\":{\"\":0}}}\n");
    assertThat(object.keySet()).containsExactly("t", "i", "b", "l", "d", "y", "n", "z", "a", "o");
    assertThat(object.get("t")).isEqualTo("é😀\"\\/\b\f\n\r\té😀");
    assertThat(object.get("i")).isEqualTo(-12L);
    assertThat(object.get("b")).isEqualTo(new BigInteger("123456789012345678901"));
    assertThat(object.get("l")).isEqualTo(Long.MAX_VALUE);
    assertThat(object.get("d")).isEqualTo(new BigDecimal("-1.50e2"));
    assertThat(object.get("a")).isEqualTo(List.of(1L, List.of(), Map.of()));
    assertThat(object.get("o")).isEqualTo(Map.of("x", Map.of("", 0L)));
    assertThat(object.get("z")).isNull();
    assertThat(object.get("y")).isEqualTo(true);
  }

  @Test
  void nothingInItCanBeChanged() {
    Map<String, @Nullable Object> object = read("{\"o\":{},\"a\":[1]}");
    assertThatThrownBy(object::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((Map<?, ?>) object.get("o")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) object.get("a")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesWhatIsNoJsonObject() {
    for (String json : List.of("", " ", "[]", "1", "\"x\"", "null", "\uFEFF{}", "x")) {
      refuses(json, "is not a JSON object");
    }
    for (int b = 0; b < 256; b++) {
      byte[] followed = {'{', '}', (byte) b, '{', '}'};
      assertThatThrownBy(() -> TokenJson.read(followed))
          .as("an object, byte " + b + ", another")
          .isInstanceOf(IdentityException.class);
      byte[] alone = {'{', '}', (byte) b};
      boolean space = b == ' ' || b == '\n' || b == '\r' || b == '\t';
      if (!space) {
        assertThatThrownBy(() -> TokenJson.read(alone)).isInstanceOf(IdentityException.class);
      }
    }
    for (String json : List.of("{}x", "{}{}", "{},", "{}\0")) {
      refuses(json, "after its JSON object");
    }
  }

  @Test
  void refusesWhatIsNotJson() {
    for (String value :
        List.of(
            "",
            "'x'",
            "x",
            "01",
            "-",
            "+1",
            "1.",
            ".5",
            "1e",
            "1e+",
            "0x1",
            "NaN",
            "Infinity",
            "True",
            "tru",
            "nulll",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u١٢٣٤\"",
            "\"\\u12",
            "\"\t\"",
            "\"\0\"",
            "\"",
            "\"\\",
            "\"\\\"",
            "/* */1",
            "\"a\" \"b\"",
            "--1",
            "-01",
            "1e5.5")) {
      refuses("{\"x\":" + value + "}", "is not JSON");
    }
    refuses("{\"x\":1", "is not JSON");
    refuses("{\"x\":1,\"y\"", "is not JSON");
  }

  @Test
  void refusesHalfACharacter() {
    refuses("{\"sub\":\"\\ud800\"}", "half a character");
    refuses("{\"sub\":\"\\udc00\\ud800\"}", "half a character");
    refuses("{\"\\ud83d \\ude00\":1}", "half a character");
  }

  @Test
  void refusesAMemberTwiceHoweverItIsWritten() {
    refuses("{\"iss\":1,\"iss\":1}", "twice");
    refuses("{\"iss\":null,\"\\u0069ss\":null}", "twice");
    refuses("{\"x\":[{\"a\":1,\"a\":2}]}", "twice");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] json = "{\"x\":\"ab\"}".getBytes(StandardCharsets.UTF_8);
    for (byte[] pair :
        new byte[][] {{(byte) 0xC0, (byte) 0xAF}, {(byte) 0xFF, 'b'}, {'a', (byte) 0xC3}}) {
      byte[] broken = json.clone();
      System.arraycopy(pair, 0, broken, 6, 2);
      assertThatThrownBy(() -> TokenJson.read(broken)).isInstanceOf(IdentityException.class);
    }
    assertThatThrownBy(() -> TokenJson.read("{\"x\":1}".getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(IdentityException.class);
  }

  @Test
  void boundsDepthMembersAndNumbers() {
    assertThat(read("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}")).hasSize(1);
    refuses("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}", "nested deeper than 16");
    assertThat(read(members(256))).hasSize(256);
    refuses(members(257), "more than 256 members");
    refuses("{\"a\":" + "9".repeat(101) + "}", "number beyond all bounds");
    refuses("{\"a\":1e99999999999}", "number beyond all bounds");
  }

  private static String members(int count) {
    StringBuilder json = new StringBuilder("{\"m0\":0");
    for (int i = 1; i < count; i++) {
      json.append(",\"m").append(i).append("\":0");
    }
    return json.append('}').toString();
  }

  /** What we accept Jackson accepts, and reads the same; what Jackson accepts we mostly do. */
  @Test
  void readsThousandsOfSpoiltTextsAsJacksonDoes() throws IOException {
    Random random = new Random(20_261_124L);
    byte[] good =
        ("{\"iss\":\"https://issuer.test\",\"n\":-1.5e3,\"i\":1234567890123456789,\"a\":[\"é\","
                + "true,{\"b\":null}],\"t\":\"a\\u00e9\\n\",\"l\":12}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] alphabet = "{}[]\",:\\/ue0159.-+ntfE\n \0é".getBytes(StandardCharsets.UTF_8);
    int accepted = 0;
    for (int round = 0; round < 30_000; round++) {
      byte[] json = spoilt(good, alphabet, random);
      @Nullable JsonNode expected = jackson(json);
      @Nullable Map<String, @Nullable Object> ours = ours(json);
      String text = new String(json, StandardCharsets.ISO_8859_1);
      assertThat(ours == null).as("refused: " + text).isEqualTo(expected == null);
      if (expected != null) {
        accepted++;
        assertThat(JACKSON.readTree(JsonText.write(ours)))
            .as(text)
            .isEqualTo(JACKSON.readTree(JACKSON.writeValueAsString(expected)));
      }
    }
    assertThat(accepted).isBetween(1_000, 29_000);
  }

  private static byte[] spoilt(byte[] good, byte[] alphabet, Random random) {
    byte[] json = good;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(json.length);
      boolean insert = random.nextBoolean();
      byte[] next = Arrays.copyOf(json, json.length + (insert ? 1 : 0));
      if (insert) {
        System.arraycopy(json, at, next, at + 1, json.length - at);
      }
      // Mostly what means something in JSON, and now and then any byte at all.
      next[at] =
          random.nextInt(4) == 0
              ? (byte) random.nextInt(256)
              : alphabet[random.nextInt(alphabet.length)];
      json = next;
    }
    return json;
  }

  private static @Nullable JsonNode jackson(byte[] json) {
    try {
      // By way of a text that is surely UTF-8: from bytes Jackson guesses and reads overlong forms.
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(json)).toString();
      JsonNode node = JACKSON.readTree(text);
      return node.isObject() ? node : null;
    } catch (IOException | NumberFormatException refused) { // the latter from an endless exponent
      return null;
    }
  }

  private static @Nullable Map<String, @Nullable Object> ours(byte[] json) {
    try {
      return TokenJson.read(json);
    } catch (IdentityException refused) {
      return null;
    }
  }
}
