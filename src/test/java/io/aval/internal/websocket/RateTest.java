package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateTest {

  @Test
  void letsSoManyPassWithinAMinuteAndNoMore() {
    Rate rate = new Rate(2);
    assertThat(rate.take(1_000)).isTrue();
    assertThat(rate.take(60_998)).isTrue();
    assertThat(rate.take(60_999)).isFalse();
    assertThat(rate.take(61_000)).as("a minute after the first").isTrue();
    assertThat(rate.take(61_000)).isTrue();
    assertThat(rate.take(61_001)).isFalse();
  }

  @Test
  void doesNotStayClosedWhenTheClockIsSetBack() {
    Rate rate = new Rate(1);
    assertThat(rate.take(10_000_000)).isTrue();
    assertThat(rate.take(10_000_000)).isFalse();
    assertThat(rate.take(1_000)).isTrue();
  }
}
