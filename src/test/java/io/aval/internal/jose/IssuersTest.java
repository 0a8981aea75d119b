package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuersTest {
  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  private final TestIssuer issuer = TestIssuer.start();
  private final TestIssuer other = TestIssuer.start();

  @AfterEach
  void close() {
    issuer.close();
    other.close();
  }

  private TestTokens token() {
    return TestTokens.valid(issuer.issuer(), issuer.current(), clock.instant());
  }

  private Map<String, String> one() {
    Map<String, String> keys = new HashMap<>();
    keys.put("aval.providers.one.domain", issuer.issuer());
    keys.put("aval.providers.one.application-id", "app");
    return keys;
  }

  private static Reason refusal(Issuers issuers, String token) {
    IdentityException refusal =
        catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.getReason();
  }

  @Test
  void refusesAnExpiredTokenOnTheMillisecondAtWhichExpiryPlusSkewIsReached() {
    try (Issuers issuers = TokenScene.open(one(), clock)) {
      String token = token().sign(); // for 60 s, skew 5 s
      clock.advance(Duration.ofMillis(64_999));
      assertThat(issuers.verify(token).getSubject()).isEqualTo("user-1");
      clock.advance(Duration.ofMillis(1));
      assertThat(refusal(issuers, token)).isEqualTo(Reason.EXPIRED);
    }
  }

  @Test
  void acceptsATokenFromTheSecondAtWhichNotBeforeMinusSkewIsReached() {
    try (Issuers issuers = TokenScene.open(one(), clock)) {
      String token = token().fromNow("nbf", 30).fromNow("exp", 90).sign();
      clock.advance(Duration.ofMillis(24_999));
      assertThat(refusal(issuers, token)).isEqualTo(Reason.NOT_YET_VALID);
      clock.advance(Duration.ofMillis(1));
      assertThat(issuers.verify(token).getSubject()).isEqualTo("user-1");
    }
  }

  @Test
  void neverFetchesForAnIssuerThatIsNotConfigured() {
    try (Issuers issuers = TokenScene.open(one(), clock)) {
      String token = TestTokens.valid(other.issuer(), other.current(), clock.instant()).sign();
      assertThat(refusal(issuers, token)).isEqualTo(Reason.UNKNOWN_ISSUER);
      assertThat(other.discoveryRequests() + other.jwksRequests()).isZero();
      assertThat(issuer.discoveryRequests() + issuer.jwksRequests()).isZero();
    }
  }

  @Test
  void keepsTheKeysOfTwoIssuersApartThoughTheyHaveTheSameIds() {
    Map<String, String> keys = one();
    keys.put("aval.providers.two.domain", other.issuer());
    keys.put("aval.providers.two.application-id", "app");
    TestKey mine = TestKey.generate("same", "RSA");
    TestKey theirs = TestKey.generate("same", "RSA");
    issuer.publish(mine);
    other.publish(theirs);
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      TestTokens good = TestTokens.valid(issuer.issuer(), mine, clock.instant());
      assertThat(issuers.verify(good.sign()).getProvider()).isEqualTo("one");
      assertThat(refusal(issuers, good.signedBy(theirs))).isEqualTo(Reason.BAD_SIGNATURE);
      TestTokens second = TestTokens.valid(other.issuer(), theirs, clock.instant());
      assertThat(issuers.verify(second.sign()).getProvider()).isEqualTo("two");
    }
  }

  @Test
  void tellsProvidersOfOneIssuerApartByTheAudience() {
    Map<String, String> keys = one();
    keys.put("aval.providers.two.domain", issuer.issuer());
    keys.put("aval.providers.two.application-id", "second");
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      assertThat(issuers.verify(token().sign()).getProvider()).isEqualTo("one");
      assertThat(issuers.verify(token().claim("aud", "second").sign()).getProvider())
          .isEqualTo("two");
      assertThat(refusal(issuers, token().claim("aud", "third").sign()))
          .isEqualTo(Reason.WRONG_AUDIENCE);
    }
  }

  @Test
  void asksForRevocationOnEveryUseAlsoOfARememberedToken() {
    AtomicBoolean revoked = new AtomicBoolean();
    try (Issuers issuers = TokenScene.open(one(), clock, identity -> revoked.get())) {
      String token = token().sign();
      issuers.verify(token);
      revoked.set(true);
      assertThat(refusal(issuers, token)).isEqualTo(Reason.REVOKED);
      revoked.set(false);
      assertThat(issuers.verify(token).getSubject()).isEqualTo("user-1");
    }
  }

  @Test
  void letsNobodyInWhenTheRevocationStoreFails() {
    try (Issuers issuers =
        TokenScene.open(
            one(),
            clock,
            identity -> {
              throw new IllegalStateException("store is down");
            })) {
      assertThatThrownBy(() -> issuers.verify(token().sign()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void forgetsWhatWasVerifiedUnderKeysThatTheIssuerHasWithdrawn() {
    try (Issuers issuers = TokenScene.open(one(), clock)) {
      String token = token().fromNow("exp", 7200).sign();
      issuers.verify(token);
      issuer.rotateWithoutOverlap();
      assertThat(issuers.verify(token).getSubject()).as("remembered").isEqualTo("user-1");
      clock.advance(Duration.ofMinutes(9)); // past 80 % of ten minutes: refreshed on this call
      issuers.verify(token().sign());
      assertThat(refusal(issuers, token)).isEqualTo(Reason.UNKNOWN_KEY);
    }
  }

  @Test
  void trustsOnlyTheListedTenants() {
    Map<String, String> keys = new HashMap<>();
    keys.put("aval.providers.many.domain", "https://login.test/{tenant}/v2.0");
    keys.put("aval.providers.many.jwks", issuer.jwksUri().toString());
    keys.put("aval.providers.many.application-id", "app");
    keys.put("aval.providers.many.tenants", "contoso,fabrikam");
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      String listed = "https://login.test/contoso/v2.0";
      assertThat(issuers.verify(token().claim("iss", listed).sign()).getIssuer()).isEqualTo(listed);
      for (String iss :
          List.of(
              "https://login.test/evil/v2.0",
              "https://login.test/contoso/x/v2.0",
              "https://login.test//v2.0",
              "https://login.test/contoso")) {
        assertThat(refusal(issuers, token().claim("iss", iss).sign()))
            .as(iss)
            .isEqualTo(Reason.UNKNOWN_ISSUER);
      }
      assertThat(refusal(issuers, token().claim("iss", listed).claim("tid", "fabrikam").sign()))
          .isEqualTo(Reason.INVALID_CLAIM);
    }
  }

  @Test
  void trustsAllTenantsOnlyByNamesOfThePlainAlphabet() {
    Map<String, String> keys = new HashMap<>();
    keys.put("aval.providers.all.domain", "https://login.test/{tenant}/v2.0");
    keys.put("aval.providers.all.jwks", issuer.jwksUri().toString());
    keys.put("aval.providers.all.application-id", "app");
    keys.put("aval.providers.all.tenants", "*");
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      String any = "https://login.test/any-1/v2.0";
      assertThat(issuers.verify(token().claim("iss", any).claim("tid", "any-1").sign()).getIssuer())
          .isEqualTo(any);
      assertThat(refusal(issuers, token().claim("iss", "https://login.test/a%2fb/v2.0").sign()))
          .isEqualTo(Reason.UNKNOWN_ISSUER);
    }
  }

  @Test
  void neverMixesUpUsersWhenManyThreadsVerifyMany() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tokens.add(token().claim("sub", "user-" + i).sign());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Issuers issuers = TokenScene.open(one(), clock)) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int start = thread * 31;
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    int user = (start + i * 7) % 200;
                    UserIdentity identity = issuers.verify(tokens.get(user));
                    assertThat(identity.getSubject()).isEqualTo("user-" + user);
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
