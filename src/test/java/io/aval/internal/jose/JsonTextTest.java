package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void writesEveryKindOfValue() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", "a\"b\\\n\u0001é😀");
    object.put("list", Arrays.asList(1, 2L, new BigInteger("12345678901234567890"), null));
    object.put("fractions", List.of(0.5, new BigDecimal("1.50")));
    object.put("flags", List.of(true, false));
    object.put("empty", Map.of());

    assertThat(JsonText.write(object))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\\\n\\u0001é😀\",\"list\":[1,2,12345678901234567890,null],"
                + "\"fractions\":[0.5,1.50],\"flags\":[true,false],\"empty\":{}}");
  }

  @Test
  void writesNullAlone() {
    assertThat(JsonText.write(null)).isEqualTo("null");
  }

  @Test
  void refusesWhatJsonDoesNotKnow() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.write(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.write(new Object()));
  }
}
