package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.AUTHORIZED;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import io.aval.testing.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often callers may call: here three times within ten seconds. */
class CallLimitsTest {
  private static final String SERVER = "GET /v1/signing_keys";
  private static final String BROWSER = "GET /v1/client";
  private static final String EVIL = "Origin: https://evil.test";

  private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private IssuerHost host;

  @BeforeEach
  void start() throws Exception {
    host = IssuerHost.setupForServers().with("aval.issuer.rate-limit", "3").at(clock).start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void refuseTheFourthCallOfAServerAndSayWhenToCallAgain() throws Exception {
    exhaust(SERVER, 200, AUTHORIZED);
    Answer refused = host.call(SERVER, AUTHORIZED);
    refused.isError(429, "too_many_requests");
    assertThat(refused.head()).contains("Retry-After: 10");
    clock.advance(Duration.ofMillis(9_001));
    assertThat(host.call(SERVER, AUTHORIZED).head()).contains("429", "Retry-After: 1");
    clock.advance(Duration.ofMillis(999));
    assertThat(host.call(SERVER, AUTHORIZED).status()).isEqualTo(200);
  }

  @Test
  void slowDownWhoeverGuessesKeysAndShutOutNobodyElse() throws Exception {
    exhaust(SERVER, 401, AUTHORIZED + "x");
    host.call(SERVER, AUTHORIZED + "x").isError(429, "too_many_requests");
    host.call(SERVER).isError(429, "too_many_requests");
    host.call("GET /v1/jwks", AUTHORIZED + "y").isError(429, "too_many_requests");
    assertThat(host.call(SERVER, AUTHORIZED).status()).isEqualTo(200);
  }

  @Test
  void countUsersApart() throws Exception {
    String ada = host.signIn("ada");
    exhaust(BROWSER, 200, ada);
    host.call(BROWSER, ada).isError(429, "too_many_requests");
    assertThat(host.call(BROWSER, host.signIn("grace")).status()).isEqualTo(200);
    exhaust(BROWSER, 200, "X-Nobody: 1");
    host.call(BROWSER).isError(429, "too_many_requests");
  }

  @Test
  void countPagesOfOtherSitesApartFromTheUserWhoseCookieTheySend() throws Exception {
    String ada = host.signIn("ada");
    for (int i = 0; i < 3; i++) {
      host.call(BROWSER, ada, EVIL).isError(403, "origin_invalid");
    }
    host.call(BROWSER, ada, EVIL).isError(429, "too_many_requests");
    host.call(BROWSER, ada, "Sec-Fetch-Site: cross-site").isError(429, "too_many_requests");
    assertThat(host.call(BROWSER, ada).status()).isEqualTo(200);
    assertThat(host.call(BROWSER).status()).isEqualTo(200);
  }

  @Test
  void leaveKeysAndDiscoveryAlone() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(host.call("GET /v1/jwks", AUTHORIZED).status()).isEqualTo(200);
      assertThat(host.call("GET /.well-known/jwks.json").status()).isEqualTo(200);
      assertThat(host.call("GET /.well-known/openid-configuration").status()).isEqualTo(200);
    }
  }

  private void exhaust(String line, int status, String header) throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(host.call(line, header).status()).isEqualTo(status);
    }
  }
}
