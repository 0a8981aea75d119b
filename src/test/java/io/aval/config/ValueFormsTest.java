package io.aval.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ValueFormsTest {

  @Test
  void readsDurations() throws BadValue {
    assertThat(ValueForms.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(ValueForms.duration("5s")).isEqualTo(Duration.ofSeconds(5));
    assertThat(ValueForms.duration("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(ValueForms.duration("24h")).isEqualTo(Duration.ofHours(24));
    assertThat(ValueForms.duration("2d")).isEqualTo(Duration.ofDays(2));
    assertThat(ValueForms.duration("PT1M30S")).isEqualTo(Duration.ofSeconds(90));
    assertThat(ValueForms.duration("pt5s")).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void refusesWhatIsNoDuration() {
    assertThatThrownBy(() -> ValueForms.duration("5"))
        .isInstanceOf(BadValue.class)
        .hasMessage("the duration \"5\" has no unit; write 5s for seconds");
    assertThatThrownBy(() -> ValueForms.duration("-5s")).hasMessageContaining("is negative");
    for (String wrong :
        new String[] {"5 parsecs", "s", "1.5s", "P", "PTS", "5s5s", "9999999999999s", "٥s"}) {
      assertThatThrownBy(() -> ValueForms.duration(wrong)).as(wrong).isInstanceOf(BadValue.class);
    }
  }

  @Test
  void refusesDurationsThatArithmeticCouldNotHold() throws BadValue {
    assertThat(ValueForms.duration("36525d")).isEqualTo(Duration.ofDays(36_525));
    assertThatThrownBy(() -> ValueForms.duration("36526d")).isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> ValueForms.duration("P-36526D")).isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> ValueForms.duration("999999999999999d")).isInstanceOf(BadValue.class);
    assertThatThrownBy(() -> ValueForms.duration("P999999999999999D")).isInstanceOf(BadValue.class);
  }

  @Test
  void readsSizes() throws BadValue {
    assertThat(ValueForms.size("0")).isZero();
    assertThat(ValueForms.size("16384")).isEqualTo(16_384);
    assertThat(ValueForms.size("512KiB")).isEqualTo(524_288);
    assertThat(ValueForms.size("8 MiB")).isEqualTo(8_388_608);
    assertThat(ValueForms.size("1GiB")).isEqualTo(1_073_741_824);
  }

  @Test
  void refusesWhatIsNoSize() {
    for (String wrong :
        new String[] {"8MB", "8kb", "-1", "1.5MiB", "MiB", "999999999999999999GiB", "1e3"}) {
      assertThatThrownBy(() -> ValueForms.size(wrong)).as(wrong).isInstanceOf(BadValue.class);
    }
  }

  @Test
  void readsListsWithEscapedCommas() throws BadValue {
    assertThat(ValueForms.list("a")).containsExactly("a");
    assertThat(ValueForms.list(" a ,b")).containsExactly("a", "b");
    assertThat(ValueForms.list("a\\,b,c")).containsExactly("a,b", "c");
    assertThat(ValueForms.list("a\\\\,b\\x")).containsExactly("a\\", "b\\x");
    for (String text : new String[] {"plain", "a,b", "a\\b", "a\\,b", "\\"}) {
      assertThat(ValueForms.list(ValueForms.escaped(text))).containsExactly(text);
    }
  }

  @Test
  void quotesWhatOperatorsWroteForOneLineOfALog() {
    assertThat(Faults.quote("a\nb\u202e")).isEqualTo("\"a\\u000ab\\u202e\"");
    assertThat(Faults.quote("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(Faults.quote("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "…\"");
  }
}
