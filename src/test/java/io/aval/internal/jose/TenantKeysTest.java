package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.MutableClock;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where tenants share a key set, what it says of a key's issuer counts, as Entra ID's does. */
final class TenantKeysTest {
  private static final String ANYBODY = "https://login.test/{tenantid}/v2.0";
  private static final String PERSONAL = "https://login.test/personal/v2.0";
  private static final String COMPANY = "https://login.test/contoso/v2.0";

  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  private final TestKey companies = TestKey.generate("a", "P-256").with("issuer", ANYBODY);
  private final TestKey people = TestKey.generate("b", "P-256").with("issuer", PERSONAL);
  private final TestKey silent = TestKey.generate("c", "P-256");
  private final TestKey odd = TestKey.generate("d", "P-256").with("issuer", 42);

  private Issuers open(String tenants) {
    return TokenScene.open(
        Map.of(
            "aval.providers.all.domain",
            "https://login.test/{tenant}/v2.0",
            "aval.providers.all.jwks",
            "data:application/json," + TestKey.keySet(List.of(companies, people, silent, odd)),
            "aval.providers.all.application-id",
            "app",
            "aval.providers.all.tenants",
            tenants),
        clock);
  }

  private String token(String issuer, TestKey key) {
    return TestTokens.valid(issuer, key, clock.instant()).algorithm("ES256").sign();
  }

  private void check(Issuers issuers, TestKey key, String issuer, boolean accepted) {
    String token = token(issuer, key);
    if (accepted) {
      assertThat(issuers.verify(token).getIssuer()).isEqualTo(issuer);
      return;
    }
    IdentityException refusal =
        catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
    assertThat(refusal).as("%s signs for %s", key.kid(), issuer).isNotNull();
    assertThat(refusal.getReason()).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(issuers.inspector().inspect(token).verdict().reason())
        .as("the inspection agrees")
        .contains(Reason.UNKNOWN_KEY);
  }

  @Test
  void aKeyOfOneTenantSignsForNoOther() {
    for (String tenants : List.of("*", "contoso,personal")) {
      try (Issuers issuers = open(tenants)) {
        check(issuers, people, PERSONAL, true);
        check(issuers, people, COMPANY, false);
      }
    }
  }

  @Test
  void aKeyOfAllTenantsSignsForEachOfThem() {
    try (Issuers issuers = open("*")) {
      check(issuers, companies, COMPANY, true);
      check(issuers, companies, PERSONAL, true);
    }
  }

  @Test
  void aKeyWithoutAnIssuerSignsForAllOfThem() {
    try (Issuers issuers = open("*")) {
      check(issuers, silent, COMPANY, true);
      check(issuers, odd, COMPANY, true);
    }
  }

  @Test
  void whatAKeySetOfOneIssuerSaysOfIssuersIsItsOwnBusiness() {
    Map<String, String> keys =
        Map.of(
            "aval.providers.one.domain",
            COMPANY,
            "aval.providers.one.jwks",
            "data:application/json," + TestKey.keySet(List.of(people)),
            "aval.providers.one.application-id",
            "app");
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      check(issuers, people, COMPANY, true);
    }
  }

  @Test
  void keysOfTenantsThatCannotBeUsedFailTheDeployment() {
    for (String tenants : List.of("*", "contoso")) {
      Map<String, String> keys =
          Map.of(
              "aval.providers.all.domain", "https://login.test/{tenant}/v2.0",
              "aval.providers.all.jwks", "classpath:nowhere.json",
              "aval.providers.all.application-id", "app",
              "aval.providers.all.tenants", tenants);
      assertThatThrownBy(() -> TokenScene.open(keys, clock))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("aval.providers.all.jwks");
    }
  }

  @Test
  void anIssuerMayBeOnesTenantAndAnothersOwn() {
    String set = "data:application/json," + TestKey.keySet(List.of(silent));
    Map<String, String> keys =
        Map.of(
            "aval.providers.all.domain", "https://login.test/{tenant}/v2.0",
            "aval.providers.all.jwks", set,
            "aval.providers.all.application-id", "app",
            "aval.providers.all.tenants", "contoso",
            "aval.providers.one.domain", COMPANY,
            "aval.providers.one.jwks", set,
            "aval.providers.one.application-id", "other");
    try (Issuers issuers = TokenScene.open(keys, clock)) {
      for (String audience : List.of("app", "other")) {
        String token =
            TestTokens.valid(COMPANY, silent, clock.instant())
                .claim("aud", audience)
                .algorithm("ES256")
                .sign();
        assertThat(issuers.verify(token).getProvider())
            .isEqualTo(audience.equals("app") ? "all" : "one");
      }
    }
  }
}
