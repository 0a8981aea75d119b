package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.TimeRules.Validity;
import io.aval.internal.jose.TokenVerifier.Verified;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Validity HOUR = new Validity(0, 3_600_000);

  private final AtomicLong version = new AtomicLong();

  private final ProviderKeys keys =
      new ProviderKeys() {
        @Override
        public VerificationKey find(@Nullable String kid, Algorithm algorithm) {
          throw new UnsupportedOperationException();
        }

        @Override
        public long version() {
          return version.get();
        }

        @Override
        public void close() {}
      };

  private Verified verified() {
    ProviderConfig provider =
        ProviderConfig.builder("one").domain("https://one.test").applicationIds("app").build();
    VerifiedIdentity identity =
        VerifiedIdentity.of(provider, Map.of("iss", "https://one.test", "sub", "user"));
    return new Verified(identity, HOUR, keys, version.get());
  }

  @Test
  void findsExactlyTheTokenThatWasRemembered() {
    VerifiedTokens tokens = new VerifiedTokens(1 << 20);
    Verified verified = verified();
    tokens.remember("header.payload.signature", verified);
    assertThat(tokens.find(new String("header.payload.signature"), 1)).isSameAs(verified);
    // The hash looks at the end alone, the comparison at everything.
    assertThat(tokens.find("heider.payload.signature", 1)).isNull();
    assertThat(tokens.find("header.payload.signature ", 1)).isNull();
  }

  @Test
  void forgetsATokenWhenItHoldsNoMore() {
    VerifiedTokens tokens = new VerifiedTokens(1 << 20);
    tokens.remember("a.b.c", verified());
    assertThat(tokens.find("a.b.c", 3_599_999)).isNotNull();
    assertThat(tokens.find("a.b.c", 3_600_000)).isNull();
    assertThat(tokens.find("a.b.c", -1)).isNull();
  }

  @Test
  void forgetsEverythingThatWasVerifiedUnderOtherKeys() {
    VerifiedTokens tokens = new VerifiedTokens(1 << 20);
    tokens.remember("a.b.c", verified());
    version.addAndGet(2);
    assertThat(tokens.find("a.b.c", 1)).isNull();
  }

  @Test
  void keepsNoMoreThanItsBytesAllow() {
    // Tokens of 950 characters count as 700 + 6 × 950 = 6400 bytes each: ten fit into 64,000.
    VerifiedTokens tokens = new VerifiedTokens(64_000);
    Verified verified = verified();
    String padding = "x".repeat(946);
    IntStream.range(1000, 2000).forEach(i -> tokens.remember(padding + i, verified));
    long kept =
        IntStream.range(1000, 2000).filter(i -> tokens.find(padding + i, 1) != null).count();
    assertThat(kept).isBetween(1L, 10L);
    // One that is larger than everything is not kept at all, and drives nothing out.
    tokens.remember("y".repeat(20_000), verified);
    assertThat(tokens.find("y".repeat(20_000), 1)).isNull();
  }

  @Test
  void areNotThereWhenTheSizeIsZero() {
    assertThat(remembers("0")).isFalse();
  }

  @Test
  void nobodyEntersWithAnExpiredTokenThatWasRemembered() {
    MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
    try (TestIssuer issuer = TestIssuer.start();
        Issuers issuers = open(issuer, "16MiB", clock)) {
      String token = TestTokens.valid(issuer.issuer(), issuer.current(), clock.instant()).sign();
      assertThat(issuers.verify(token).getSubject()).isEqualTo("user-1");
      clock.advance(Duration.ofDays(1));
      assertThatThrownBy(() -> issuers.verify(token))
          .isInstanceOfSatisfying(
              IdentityException.class,
              refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.EXPIRED));
    }
  }

  /** Whether the same identity comes back, as it does from the cache only. */
  private static boolean remembers(String size) {
    MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
    try (TestIssuer issuer = TestIssuer.start();
        Issuers issuers = open(issuer, size, clock)) {
      String token = TestTokens.valid(issuer.issuer(), issuer.current(), clock.instant()).sign();
      issuers.verify(token); // fetches the keys, and what was verified before that is void
      UserIdentity first = issuers.verify(token);
      return issuers.verify(token) == first;
    }
  }

  @Test
  void giveTheSameIdentityAgainWhenTheSizeIsNot() {
    assertThat(remembers("16MiB")).isTrue();
  }

  private static Issuers open(TestIssuer issuer, String size, MutableClock clock) {
    return TokenScene.open(
        Map.of(
            "aval.providers.one.domain",
            issuer.issuer(),
            "aval.providers.one.application-id",
            "app",
            "aval.token-cache-size",
            size),
        clock);
  }
}
