package io.aval.internal.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Inspection;
import io.aval.internal.jose.Issuers;
import io.aval.testing.HintCases;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hint, by a token that the real core refuses. */
class HintsTest {
  private static final MutableClock CLOCK = MutableClock.at("2026-01-01T00:00:00Z");
  private static final String CANARY = "canary-4711";
  private static TestIssuer issuer;

  @BeforeAll
  static void open() {
    issuer = TestIssuer.start();
  }

  @AfterAll
  static void close() {
    issuer.close();
  }

  static List<HintCases.Case> cases() {
    return HintCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void recognisesTheMistake(HintCases.Case row) {
    String token = row.make(issuer.current(), CLOCK.instant());
    try (Issuers issuers = issuers(row.configuration(issuer.jwksUri().toString()))) {
      IdentityException refusal =
          catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
      Optional<RefusalHint> hint = issuers.hint(token, refusal.getReason());
      Inspection inspection = issuers.inspector().inspect(token);

      assertThat(refusal.getReason()).isEqualTo(row.reason());
      assertThat(hint.map(RefusalHint::id)).contains(row.id());
      assertThat(inspection.hint()).isEqualTo(hint);
      assertThat(inspection.toJson().get("hint")).isEqualTo(Inspection.json(hint.orElseThrow()));
      assertThat(hint.orElseThrow().toString()).doesNotContain("user-1");
      if (token.contains(".")) { // else it is a word that the hint itself names
        assertThat(hint.orElseThrow().toString()).doesNotContain(token);
      }
    }
  }

  @Test
  void hasATokenForEveryHintOfTheCatalogue() {
    assertThat(cases().stream().map(HintCases.Case::id).distinct())
        .containsExactlyInAnyOrderElementsOf(Hints.all().stream().map(Rule::id).toList());
    assertThat(Hints.all().stream().map(Rule::id)).doesNotHaveDuplicates();
  }

  @Test
  void namesTheProviderAndItsAudienceInTheLineThatCures() {
    assertThat(cure("cognito-access-token"))
        .startsWith("aval.providers.mine.audience-claims=client_id;");
    assertThat(cure("keycloak-account-audience")).contains("with app as the included custom");
    assertThat(cure("access-token-type")).isEqualTo("aval.providers.mine.token-types=JWT, at+jwt");
    assertThat(cure("entra-v1-token"))
        .contains(
            "aval.providers.mine.domain=https://sts.windows.net/11111111-2222-3333-4444-555555555555/")
        .contains(
            "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/.well-known/");
    assertThat(cure("issuer-path")).contains("sign in at https://sso.example.com/realms/notes;");
    assertThat(cure("okta-org-server"))
        .contains("aval.providers.mine.domain=https://dev-1.okta.com/oauth2/default");
    assertThat(cure("adfs-issuer"))
        .contains("aval.providers.mine.issuer=http://fs.example.com/adfs/services/trust");
  }

  @Test
  void proposesToTrustNothingThatOnlyATokenNames() {
    String stranger = "https://sts.windows.net/99999999-9999-9999-9999-999999999999/";
    String entra = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0";
    RefusalHint hint =
        hint(Map.of("domain", entra), t -> t.claim("iss", stranger).claim("aud", "evil").sign())
            .orElseThrow();
    assertThat(hint.id()).isEqualTo("entra-v1-token");
    assertThat(hint.cure()).contains("<tenant-id>").doesNotContain("99999999", "evil");
    assertThat(hint(Map.of("domain", entra), t -> t.claim("iss", "https://evil.okta.com").sign()))
        .isEmpty();
    for (String iss :
        List.of(
            "http://evil.test/realms/notes", "https://sso.example.com/realms/evil",
            "http://evil.test/adfs/services/trust", "https://evil.b2clogin.com/tfp/evil/p/v2.0/")) {
      String said =
          hint(
                  Map.of("domain", "https://sso.example.com/realms/notes"),
                  t -> t.claim("iss", iss).sign())
              .map(RefusalHint::toString)
              .orElse("");
      assertThat(said).as(iss).doesNotContain("evil");
    }
  }

  @Test
  void namesTheRightDomainWhereTheConfigurationHasAllOfIt() {
    assertThat(cure("supabase-domain"))
        .endsWith("https://abcdefghijklmnopqrst.supabase.co/auth/v1");
    assertThat(cure("entra-domain"))
        .contains("/login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0");
    String entra = "https://login.microsoftonline.com/";
    assertThat(
            hint(
                    Map.of("domain", entra + "example.onmicrosoft.com/v2.0"),
                    t -> t.claim("iss", entra + "99999999-9999-9999-9999-999999999999/v2.0").sign())
                .orElseThrow()
                .cure())
        .contains("domain=https://login.microsoftonline.com/<tenant-id>/v2.0")
        .doesNotContain("99999999");
  }

  @Test
  void doesNotTakeAnAccessTokenWithANonceForAnIdToken() {
    Map<String, String> b2c =
        Map.of("domain", "https://notes.b2clogin.com/11111111-2222-3333-4444-555555555555/v2.0/");
    for (String claim : List.of("azp", "scp")) {
      assertThat(
              hint(b2c, t -> t.claim("aud", "other").claim("nonce", "n").claim(claim, "x").sign()))
          .as(claim)
          .isEmpty();
    }
  }

  @Test
  void saysNothingOfTokensThatMissTheirTimeByMore() {
    Map<String, String> any = Map.of("domain", "https://issuer.test");
    assertThat(hint(any, t -> t.fromNow("exp", -59).sign())).isPresent();
    assertThat(hint(any, t -> t.fromNow("nbf", 59).sign())).isPresent();
    assertThat(hint(any, t -> t.fromNow("iat", 59).sign())).isPresent();
    assertThat(hint(any, t -> t.fromNow("exp", -60).sign())).isEmpty();
    assertThat(hint(any, t -> t.fromNow("nbf", 60).sign())).isEmpty();
    assertThat(hint(any, t -> t.fromNow("iat", 60).sign())).isEmpty();
    assertThat(hint(any, t -> t.fromNow("iat", 6).sign()).map(RefusalHint::id))
        .contains("clock-difference");
  }

  @Test
  void saysNothingWhereNothingIsKnown() {
    Map<String, String> any = Map.of("domain", "https://issuer.test");
    assertThat(hint(any, t -> t.claim("aud", "other").sign())).isEmpty();
    assertThat(hint(any, t -> t.claim("iss", "https://other.test").sign())).isEmpty();
    assertThat(hint(any, t -> "a.b")).isEmpty();
    assertThat(hint(any, t -> "x".repeat(20_000))).as("too large to be looked at").isEmpty();
  }

  @Test
  void staysBoundedAndOnOneLineWhateverATokenSays() {
    Random random = new Random(4711);
    List<Object> hostile =
        List.of(
            CANARY.repeat(500),
            "\n" + CANARY + "\u001b[2J\u202e",
            "${jndi:" + CANARY + "}",
            List.of(CANARY, 1, List.of()),
            Map.of(CANARY, CANARY),
            1e300,
            Long.MIN_VALUE,
            true,
            "https://sso.example.com/realms/" + CANARY,
            "http://" + CANARY + "/realms/notes",
            "https://[" + CANARY,
            "/".repeat(400),
            CANARY + ".okta.com",
            "account");
    List<String> names =
        List.of(
            "iss",
            "sub",
            "aud",
            "azp",
            "typ",
            "sid",
            "client_id",
            "token_use",
            "jti",
            "nonce",
            "kubernetes.io",
            "type",
            "exp",
            "nbf",
            "iat",
            "role",
            "common_name");
    Map<String, String> keycloak = Map.of("domain", "https://sso.example.com/realms/notes");
    try (Issuers issuers = issuers(configuration(keycloak))) {
      for (int i = 0; i < 2_000; i++) {
        TestTokens token =
            TestTokens.valid(keycloak.get("domain"), issuer.current(), CLOCK.instant());
        for (int j = 0; j < 4; j++) {
          Object value = hostile.get(random.nextInt(hostile.size()));
          token.claim(names.get(random.nextInt(names.size())), value);
          token.header(List.of("cat", "typ", "nonce", "iss").get(j), value);
        }
        String text = token.signedWith(new byte[256]);
        for (Reason reason : Reason.values()) {
          issuers
              .hint(text, reason)
              .map(RefusalHint::toString)
              .ifPresent(
                  said ->
                      assertThat(said)
                          .hasSizeLessThan(1_500)
                          .doesNotContain(CANARY)
                          .doesNotContainPattern("\\p{C}"));
        }
      }
    }
  }

  private static String cure(String id) {
    HintCases.Case row =
        cases().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    try (Issuers issuers = issuers(row.configuration(issuer.jwksUri().toString()))) {
      return issuers
          .hint(row.make(issuer.current(), CLOCK.instant()), row.reason())
          .orElseThrow()
          .cure();
    }
  }

  private static Optional<RefusalHint> hint(
      Map<String, String> settings, java.util.function.Function<TestTokens, String> spoiled) {
    String token =
        spoiled.apply(TestTokens.valid(settings.get("domain"), issuer.current(), CLOCK.instant()));
    try (Issuers issuers = issuers(configuration(settings))) {
      IdentityException refusal =
          catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
      return issuers.hint(token, refusal.getReason());
    }
  }

  private static Map<String, String> configuration(Map<String, String> settings) {
    return new HintCases.Case("", settings, Reason.EXPIRED, TestTokens::sign)
        .configuration(issuer.jwksUri().toString());
  }

  private static Issuers issuers(Map<String, String> keys) {
    IdentityConfig config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    return Issuers.open(
        config,
        new Environment(
            CLOCK, new HttpFetch(config.http()), Runnable::run, HintsTest.class.getClassLoader()));
  }
}
