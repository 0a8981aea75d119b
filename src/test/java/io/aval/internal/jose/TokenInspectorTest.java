package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.Outcome;
import io.aval.internal.jose.Inspection.UsedKey;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import io.aval.testing.Behaviour;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenInspectorTest {
  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  private final TestIssuer issuer = TestIssuer.start();

  @AfterEach
  void close() {
    issuer.close();
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

  private Inspection inspect(String token) {
    try (Issuers issuers = TokenScene.open(one(), clock)) {
      return issuers.inspector().inspect(token);
    }
  }

  private static Check check(Inspection inspection, String name) {
    return inspection.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String detail(Inspection inspection, String name) {
    return check(inspection, name).detail();
  }

  @Test
  void showsWhatAGoodTokenHasAndByWhichKeyAndProviderItIsJudged() {
    Inspection found = inspect(token().claim("nbf", clock.instant().getEpochSecond() - 5).sign());

    assertThat(found.header()).containsEntry("alg", "RS256");
    assertThat(found.claims()).containsEntry("sub", "user-1");
    assertThat(found.provider()).contains("one");
    assertThat(found.key()).contains(new UsedKey(Optional.of("key-1"), "RS256"));
    assertThat(found.verdict().identity()).containsEntry("subject", "user-1");
    assertThat(detail(found, "issuer")).contains("exactly that of provider one");
    assertThat(detail(found, "provider")).contains("the only one with this issuer");
    assertThat(detail(found, "expiry"))
        .isEqualTo("expires in 1 min (exp 2026-01-01T00:01:00Z), tolerated are 5 s");
    assertThat(detail(found, "not before")).startsWith("valid since 5 s (nbf 2025-12-31T23:59:55Z");
    assertThat(check(found, "lifetime").outcome()).isEqualTo(Outcome.NOT_ASKED);
    assertThat(check(found, "token id").outcome()).isEqualTo(Outcome.NOT_ASKED);
    assertThat(found.checks())
        .extracting(Check::name)
        .containsExactly(
            "size",
            "shape",
            "header",
            "claims",
            "issuer",
            "provider",
            "algorithm",
            "type",
            "key",
            "signature",
            "subject",
            "token id",
            "audience",
            "authorized party",
            "expiry",
            "not before",
            "issued at",
            "lifetime",
            "required claims",
            "identity",
            "revocation");
  }

  @Test
  void saysByHowMuchATokenMisses() {
    assertThat(detail(inspect(token().fromNow("exp", -192).sign()), "expiry"))
        .isEqualTo("expired 3 min 12 s ago (exp 2025-12-31T23:56:48Z), tolerated are 5 s");
    assertThat(detail(inspect(token().fromNow("nbf", 40).sign()), "not before"))
        .isEqualTo("not valid for another 40 s (nbf 2026-01-01T00:00:40Z), tolerated are 5 s");
    assertThat(detail(inspect(token().claim("aud", "x").sign()), "audience"))
        .isEqualTo("the token is for \"[x]\", expected is one of [app]");
    assertThat(detail(inspect(token().algorithm("PS512").sign()), "algorithm"))
        .isEqualTo("alg is \"PS512\", expected is one of [RS256, ES256, EdDSA]");
    String large = token().claim("fill", "x".repeat(20_000)).sign();
    assertThat(detail(inspect(large), "size"))
        .isEqualTo("the token has " + large.length() + " bytes, accepted are 16384");
  }

  @Test
  void goesOnAfterABadSignatureAndMarksWhatAForgerMayHaveWritten() {
    Inspection found = inspect(token().fromNow("exp", -60).signedWith(new byte[256]));

    assertThat(found.verdict().reason()).contains(Reason.BAD_SIGNATURE);
    assertThat(check(found, "signature").afterRefusal()).isFalse();
    assertThat(check(found, "expiry"))
        .isEqualTo(
            new Check(
                "expiry",
                Outcome.FAILED,
                Optional.of(Reason.EXPIRED),
                "expired 1 min ago (exp 2025-12-31T23:59:00Z), tolerated are 5 s",
                true));
    assertThat(check(found, "audience").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(check(found, "audience").afterRefusal()).isTrue();
    assertThat(check(found, "identity").outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(check(found, "revocation").outcome()).isEqualTo(Outcome.NOT_REACHED);
  }

  @Test
  void readsWhatIsLeftOfATokenThatWasCutOff() {
    String whole = token().sign();
    Inspection cut = inspect(whole.substring(0, whole.lastIndexOf('.')));

    assertThat(cut.verdict().reason()).contains(Reason.MALFORMED_TOKEN);
    assertThat(cut.claims()).containsEntry("sub", "user-1");
    assertThat(check(cut, "signature").outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(check(cut, "expiry").outcome()).isEqualTo(Outcome.PASSED);

    Inspection encrypted = inspect(whole + ".AAAA.AAAA");
    assertThat(encrypted.verdict().reason()).contains(Reason.UNSUPPORTED_TOKEN);
    assertThat(encrypted.claims()).isEmpty();
    assertThat(check(encrypted, "claims").outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(inspect("x".repeat(300_000)).verdict().reason()).contains(Reason.TOKEN_TOO_LARGE);
  }

  @Test
  void asksNobodyAboutAnIssuerThatIsNotTrustedAndNamesThoseThatAre() {
    try (TestIssuer other = TestIssuer.start()) {
      Inspection found =
          inspect(TestTokens.valid(other.issuer(), other.current(), clock.instant()).sign());

      assertThat(found.verdict().reason()).contains(Reason.UNKNOWN_ISSUER);
      assertThat(detail(found, "issuer"))
          .isEqualTo(
              "no provider has the issuer \"%s\"; trusted are [%s]"
                  .formatted(other.issuer(), issuer.issuer()));
      assertThat(found.provider()).isEmpty();
      assertThat(check(found, "key").outcome()).isEqualTo(Outcome.NOT_REACHED);
      assertThat(other.discoveryRequests() + other.jwksRequests()).isZero();
      assertThat(issuer.discoveryRequests() + issuer.jwksRequests()).isZero();
    }
  }

  @Test
  void saysWhyThisProviderAmongThoseOfOneIssuer() {
    Map<String, String> keys = one();
    keys.put("aval.providers.two.domain", issuer.issuer() + "/");
    keys.put("aval.providers.two.application-id", "second");
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      Inspection second = issuers.inspector().inspect(token().claim("aud", "second").sign());
      assertThat(second.provider()).contains("two");
      assertThat(detail(second, "provider")).contains("the first with this issuer that takes");
      Inspection third = issuers.inspector().inspect(token().claim("aud", "third").sign());
      assertThat(third.provider()).contains("one");
      assertThat(detail(third, "provider")).contains("none with this issuer takes the audience");
    }
  }

  @Test
  void tellsARevokedTokenFromARevocationStoreThatFails() {
    try (Issuers issuers = TokenScene.open(one(), clock, identity -> true)) {
      assertThat(issuers.inspector().inspect(token().sign()).verdict().reason())
          .contains(Reason.REVOKED);
    }
    try (Issuers issuers =
        TokenScene.open(
            one(),
            clock,
            identity -> {
              throw new IllegalStateException("store is down");
            })) {
      Inspection found = issuers.inspector().inspect(token().sign());
      assertThat(found.verdict().accepted()).isFalse();
      assertThat(found.verdict().reason()).isEmpty();
      assertThat(found.verdict().identity()).isEmpty();
      assertThat(detail(found, "revocation")).contains("store is down");
    }
  }

  @Test
  void saysThatKeysCannotBeHadAndStillLooksAtTheClaims() {
    issuer.everything(Behaviour.status(500, ""));
    Inspection found = inspect(token().fromNow("exp", -60).sign());

    assertThat(found.verdict().reason()).contains(Reason.KEYS_UNAVAILABLE);
    assertThat(check(found, "signature").outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(check(found, "expiry").reason()).contains(Reason.EXPIRED);
  }

  @Test
  void keepsEveryDetailToOneBoundedLine() {
    Inspection found = inspect(token().claim("aud", List.of("x\n".repeat(5000))).sign());

    assertThat(found.checks()).allMatch(check -> check.detail().length() <= 501);
    assertThat(found.checks()).noneMatch(check -> check.detail().contains("\n"));
  }

  @Test
  void inspectsAnIssuersOwnTokensByTheKeysThatItPublishes() {
    String url = "http://localhost:8080/notes";
    SigningKeys keys = SigningKeys.inMemory(KeyRotation.DEFAULT, clock);
    TokenIssuer own =
        new TokenIssuer(URI.create(url), TemplateStore.of(JwtTemplate.convex()), keys, clock);
    String token = own.issue("convex", new IssuerUser("user_1", Map.of("username", "ada")));
    TokenInspector inspector = TokenInspector.ofIssuer(url, keys::jwks, clock);

    Inspection found = inspector.inspect(token);

    assertThat(found.verdict().accepted()).as(found.checks().toString()).isTrue();
    assertThat(found.verdict().identity()).containsEntry("nickname", "ada");
    assertThat(check(found, "audience").outcome()).isEqualTo(Outcome.NOT_ASKED);
    assertThat(detail(found, "type")).contains("made from a JWT template");
    clock.advance(Duration.ofHours(2));
    assertThat(inspector.inspect(token).verdict().reason()).contains(Reason.EXPIRED);
    assertThat(inspector.inspect(token().sign()).verdict().reason())
        .contains(Reason.UNKNOWN_ISSUER);
  }

  @Test
  void writesSpansInTheirTwoGreatestUnits() {
    assertThat(TimeRules.span(0)).isEqualTo("0 s");
    assertThat(TimeRules.span(60)).isEqualTo("1 min");
    assertThat(TimeRules.span(3599)).isEqualTo("59 min 59 s");
    assertThat(TimeRules.span(7205)).isEqualTo("2 h");
    assertThat(TimeRules.span(180_000)).isEqualTo("2 d 2 h");
  }
}
