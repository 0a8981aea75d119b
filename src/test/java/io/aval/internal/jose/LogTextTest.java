package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LogTextTest {

  @Test
  void keepsWhatAKeyServerSentOnOneLine() {
    String twice = "{\"a\\nAVAL-999 fake\":1,\"a\\nAVAL-999 fake\":2}";
    IOException fault = catchThrowableOfType(IOException.class, () -> JsonShape.check(twice));
    assertThat(LogText.reason(fault)).contains("Duplicate field").doesNotContain("\n", "\r");
  }

  @Test
  void keepsEveryReasonOnOneLine() {
    assertThat(LogText.reason(new IOException("a\r\nb\u0000c\u001b[31m"))).isEqualTo("a  b c [31m");
    assertThat(LogText.reason(new IOException("a\u009b2J\u202eb\u200b\u2028")))
        .isEqualTo("a 2J b  ");
    assertThat(LogText.line("a\u009b2J\u202eb\u200b\u2028")).isEqualTo("a 2J b  ");
    assertThat(LogText.reason(new IOException())).isEqualTo("IOException");
    assertThat(LogText.reason(new java.net.UnknownHostException("a\nb")))
        .isEqualTo("UnknownHostException a b");
  }

  @Test
  void escapesAndCutsWhatItQuotes() {
    assertThat(LogText.quote("a\n\"é")).isEqualTo("\"a\\u000a\\u0022\\u00e9\"");
    assertThat(LogText.quote("x".repeat(300))).hasSize(203);
    assertThat(LogText.quote(null)).isEqualTo("null");
  }
}
