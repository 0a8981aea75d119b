package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallRatesTest {
  private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void allowsAsManyCallsAsAreAllowedAndNotOneMore() {
    CallRates rates = new CallRates(2, clock);
    assertThat(rates.count("a")).isZero();
    assertThat(rates.count("a")).isZero();
    assertThat(rates.count("a")).isEqualTo(10);
    assertThat(rates.count("b")).isZero();
  }

  @Test
  void beginsAnewWhenTheWindowIsOver() {
    CallRates rates = new CallRates(1, clock);
    rates.count("a");
    clock.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(rates.count("a")).isEqualTo(1);
    clock.advance(Duration.ofNanos(1));
    assertThat(rates.count("a")).isZero();
  }

  @Test
  void shutsNobodyOutWhenTheClockIsSetBack() {
    CallRates rates = new CallRates(1, clock);
    rates.count("a");
    clock.advance(Duration.ofDays(-1));
    assertThat(rates.count("a")).isZero();
  }

  @Test
  void countsExactlyUnderLoad() throws Exception {
    CallRates rates = new CallRates(500, clock);
    AtomicInteger allowed = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 1_000; i++) {
      threads.execute(() -> allowed.addAndGet(rates.count("a") == 0 ? 1 : 0));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(allowed).hasValue(500);
  }

  @Test
  void remembersABoundedNumberOfCallers() {
    CallRates rates = new CallRates(1_000_000, clock);
    for (int i = 0; i < 50_000; i++) {
      rates.count("busy");
      rates.count("invented " + i);
    }
    assertThat(rates.callers()).isLessThanOrEqualTo(10_000);
  }
}
