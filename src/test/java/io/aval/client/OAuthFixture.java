package io.aval.client;

import io.aval.testing.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A client of a token endpoint, and that endpoint. */
abstract class OAuthFixture {
  static final String TOKEN =
      "{\"access_token\":\"at-1\",\"token_type\":\"Bearer\",\"expires_in\":300}";

  final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  final List<Duration> pauses = new ArrayList<>();
  final TokenServer server;

  OAuthFixture() throws IOException {
    server = new TokenServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  OAuthClient client() {
    return OAuthClient.ofTokenEndpoint(server.url() + "/token").basic("orders", "s3cret");
  }

  TokenSource source(TokenFetch fetch) {
    return TokenSource.builder(fetch)
        .clock(clock)
        .executor(Runnable::run)
        .build(
            time -> {
              pauses.add(time);
              clock.advance(time);
            },
            () -> 1.0);
  }
}
