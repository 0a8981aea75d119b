package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FlightTest {

  /** Whoever reads the numbers before it begins may share it; whoever reads them later may not. */
  @Test
  void takesItsNumberWhenItBeginsAndOnlyOnce() {
    AtomicLong numbers = new AtomicLong();
    Flight waiting = new Flight(numbers);
    assertThat(waiting.number()).isZero();
    Flight first = new Flight(numbers);
    assertThat(first.begin()).isTrue();
    long seen = numbers.get();
    assertThat(first.number()).isEqualTo(seen).isEqualTo(1);
    assertThat(waiting.begin()).isTrue();
    assertThat(waiting.begin()).isFalse();
    assertThat(waiting.number()).isGreaterThan(seen);
    assertThat(numbers).hasValue(2);
  }
}
