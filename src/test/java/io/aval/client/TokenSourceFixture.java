package io.aval.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.testing.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A source of tokens with a clock, an executor and pauses that a test holds in its hands. */
abstract class TokenSourceFixture {
  final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  final HeldTasks background = new HeldTasks();
  final List<Duration> pauses = new ArrayList<>();
  final AtomicInteger fetched = new AtomicInteger();
  final AtomicReference<IOException> down = new AtomicReference<>();

  /** Tokens of a minute: "t1", "t2"… while nothing is down. */
  Optional<AccessToken> minute(String user, String template) throws IOException {
    IOException failure = down.get();
    String name = user + (template == null ? "" : template) + "t" + fetched.incrementAndGet();
    if (failure != null) {
      throw failure;
    }
    return Optional.of(AccessToken.lasting(name, Duration.ofSeconds(60)));
  }

  TokenSource source(TokenFetch fetch) {
    return source(TokenSource.builder(fetch));
  }

  TokenSource source(TokenSourceBuilder builder) {
    return builder
        .clock(clock)
        .executor(background)
        .build(
            time -> {
              pauses.add(time);
              clock.advance(time);
            },
            () -> 1.0);
  }

  static TokenException failure(TokenSource tokens) {
    return catchThrowableOfType(TokenException.class, tokens::getToken);
  }
}
