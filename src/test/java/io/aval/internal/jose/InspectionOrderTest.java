package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.Outcome;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A token with two faults is refused for one of them, and an inspection names the same one. */
class InspectionOrderTest {
  private static final Map<String, UnaryOperator<TestTokens>> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("crit", t -> t.header("crit", "x"));
    FAULTS.put("alg a number", t -> t.header("alg", 1));
    FAULTS.put("alg none", t -> t.header("alg", "none"));
    FAULTS.put("typ", t -> t.header("typ", "x"));
    FAULTS.put("kid", t -> t.header("kid", "nobody"));
    FAULTS.put("header no JSON", t -> t.rawHeader("{"));
    FAULTS.put("claims no JSON", t -> t.rawClaims("{"));
    FAULTS.put("no iss", t -> t.without("iss"));
    FAULTS.put("another iss", t -> t.claim("iss", "https://x.test"));
    FAULTS.put("no sub", t -> t.without("sub"));
    FAULTS.put("a number as jti", t -> t.claim("jti", 1));
    FAULTS.put("a number as aud", t -> t.claim("aud", 1));
    FAULTS.put("another aud", t -> t.claim("aud", "x"));
    FAULTS.put("a number as azp", t -> t.claim("azp", 1));
    FAULTS.put("another azp", t -> t.claim("azp", "x"));
    FAULTS.put("no exp", t -> t.without("exp"));
    FAULTS.put("exp passed", t -> t.fromNow("exp", -60));
    FAULTS.put("nbf a text", t -> t.claim("nbf", "x"));
    FAULTS.put("nbf ahead", t -> t.fromNow("nbf", 60));
    FAULTS.put("no iat", t -> t.without("iat"));
    FAULTS.put("iat a text", t -> t.claim("iat", "x"));
    FAULTS.put("iat ahead", t -> t.fromNow("iat", 60));
    FAULTS.put("too long a life", t -> t.fromNow("exp", 600));
    FAULTS.put("no org", t -> t.without("org"));
    FAULTS.put("another org", t -> t.claim("org", "x"));
    FAULTS.put("too large", t -> t.claim("fill", "x".repeat(20_000)));
  }

  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");

  @Test
  void namesTheFaultThatVerificationNamesWhicheverTwoThereAre() {
    try (TestIssuer issuer = TestIssuer.start();
        Issuers issuers = TokenScene.open(strict(issuer), clock)) {
      for (String one : FAULTS.keySet()) {
        for (String other : FAULTS.keySet()) {
          TestTokens token = FAULTS.get(one).apply(FAULTS.get(other).apply(good(issuer)));
          agree(issuers, one + " + " + other, token.sign());
          agree(issuers, one + " + " + other + " + signature", token.signedWith(new byte[256]));
          agree(issuers, one + " + " + other + " + shape", token.unsigned());
        }
      }
      assertThat(issuers.inspector().inspect(good(issuer).sign()).verdict().accepted()).isTrue();
    }
  }

  private static Map<String, String> strict(TestIssuer issuer) {
    Map<String, String> keys = new HashMap<>();
    keys.put("aval.providers.one.domain", issuer.issuer());
    keys.put("aval.providers.one.application-id", "app");
    keys.put("aval.providers.one.authorized-parties", "https://page.test");
    keys.put("aval.providers.one.max-token-lifetime", "5m");
    keys.put("aval.providers.one.required-claims", "org=o");
    return keys;
  }

  private TestTokens good(TestIssuer issuer) {
    return TestTokens.valid(issuer.issuer(), issuer.current(), clock.instant())
        .claim("azp", "https://page.test")
        .claim("org", "o");
  }

  private static void agree(Issuers issuers, String faults, String token) {
    Inspection inspection = issuers.inspector().inspect(token);
    Optional<Reason> first =
        inspection.checks().stream()
            .filter(check -> check.outcome() == Outcome.FAILED)
            .findFirst()
            .flatMap(Check::reason);
    assertThat(first).as(faults).isPresent().isEqualTo(refusal(issuers, token));
    assertThat(inspection.verdict().reason()).as(faults).isEqualTo(first);
  }

  private static Optional<Reason> refusal(Issuers issuers, String token) {
    try {
      issuers.verify(token);
      return Optional.empty();
    } catch (IdentityException refusal) {
      return Optional.of(refusal.getReason());
    }
  }
}
