package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FlightTest {

  /** Whoever reads the numbers before it departs may share it; whoever reads them later may not. */
  @Test
  void takesItsNumberWhenItDeparts() {
    AtomicLong numbers = new AtomicLong();
    Flight waiting = new Flight(numbers);
    assertThat(waiting.begin()).isTrue();
    Flight first = new Flight(numbers);
    first.depart();
    long seen = numbers.get();
    assertThat(first.number()).isEqualTo(seen).isEqualTo(1);
    assertThat(waiting.number()).isZero();
    waiting.depart();
    assertThat(waiting.number()).isGreaterThan(seen);
    assertThat(numbers).hasValue(2);
  }

  @Test
  void isBegunByOneOnly() {
    Flight flight = new Flight(new AtomicLong());
    assertThat(flight.begin()).isTrue();
    assertThat(flight.begin()).isFalse();
  }
}
