package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenInputTest {
  @ParameterizedTest
  @ValueSource(ints = {1023, 1024, 4095, 4096})
  void takesNothingThatTheTerminalMayHaveCutOff(int length) {
    String typed = "x".repeat(length);
    assertThatThrownBy(() -> HiddenInput.whole(typed, "Pipe it in."))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("exactly " + length + " characters")
        .hasMessageEndingWith("Pipe it in.");
  }

  @Test
  void takesEveryOtherLength() throws Exception {
    for (int length : new int[] {0, 1, 1022, 1025, 4094, 4097}) {
      assertThat(HiddenInput.whole("x".repeat(length), "")).hasSize(length);
    }
  }
}
