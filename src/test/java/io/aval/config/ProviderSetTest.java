package io.aval.config;

import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProviderSetTest {
  private static final String Q = "aval.providers.other.";

  @Test
  void acceptsASharedIssuerWhoseAudiencesDiffer() {
    assertThat(read(two("https://issuer.test", "files")).providers()).hasSize(2);
    assertThat(read(two("https://issuer.test", "notes,files")).providers()).hasSize(2);
    assertThat(read(two("https://another.test", "notes")).providers()).hasSize(2);
  }

  @Test
  void refusesTheSameIssuerAndAudienceTwice() {
    for (String same :
        new String[] {"https://issuer.test", "issuer.test", "https://issuer.test/"}) {
      assertThat(faults(two(same, "notes")))
          .containsExactly(
              Q
                  + "application-id: repeats the provider main: issuer and audience are the same;"
                  + " remove one");
    }
  }

  @Test
  void tellsProvidersApartByTheClaimOfTheirAudience() {
    Map<String, String> values = two("https://issuer.test", "notes");
    values.put(Q + "audience-claims", "client_id");
    assertThat(read(values).providers()).hasSize(2);
  }

  @Test
  void comparesTypesWithEachOther() {
    Map<String, String> values = oidc();
    values.put(Q + "type", "custom-jwt");
    values.put(Q + "issuer", "https://issuer.test/");
    values.put(Q + "jwks", "https://issuer.test/k");
    values.put(Q + "application-id", "notes");
    assertThat(faults(values)).hasSize(1);
    values.put(Q + "application-id", "files");
    assertThat(read(values).providers()).hasSize(2);
  }

  @Test
  void comparesTheTextOfCustomIssuersExactly() {
    Map<String, String> values = Given.customJwt();
    values.put(Q + "type", "custom-jwt");
    values.put(Q + "issuer", "notes-issuer/");
    values.put(Q + "jwks", "https://issuer.test/k");
    values.put(Q + "application-id", "notes");
    assertThat(read(values).providers()).hasSize(2);
    values.put(Q + "issuer", "notes-issuer");
    assertThat(faults(values)).hasSize(1);
  }

  @Test
  void refusesTheWaiverBesideAnotherProviderOfTheIssuer() {
    Map<String, String> values = oidc();
    values.put(Q + "domain", "https://issuer.test");
    values.put(Q + "allow-any-audience", "true");
    assertThat(faults(values))
        .containsExactly(
            Q
                + "allow-any-audience: would take the tokens of the provider main, which has the"
                + " same issuer");
    values.put(Q + "domain", "https://another.test");
    assertThat(read(values).providers()).hasSize(2);
  }

  @Test
  void refusesNamesThatDifferInCaseOrPunctuationOnly() {
    for (String name : new String[] {"Main", "MAIN"}) {
      Map<String, String> values = oidc();
      values.put("aval.providers." + name + ".domain", "https://another.test");
      values.put("aval.providers." + name + ".application-id", "notes");
      assertThat(faults(values))
          .hasSize(1)
          .allMatch(f -> f.contains("only in case or punctuation"));
    }
    Map<String, String> values =
        Map.of(
            "aval.providers.a-b.domain",
            "https://one.test",
            "aval.providers.a-b.application-id",
            "x",
            "aval.providers.a_b.domain",
            "https://two.test",
            "aval.providers.a_b.application-id",
            "x");
    assertThat(faults(values)).hasSize(1);
  }

  @Test
  void seesThatATenantIsAnotherProvidersIssuer() {
    Map<String, String> values = two("https://issuer.test/{tenant}", "notes");
    values.put("aval.providers.main.domain", "https://issuer.test/acme");
    values.put(Q + "tenants", "acme,other");
    assertThat(faults(values)).hasSize(1);
    values.put(Q + "tenants", "other");
    assertThat(read(values).providers()).hasSize(2);
    values.put(Q + "tenants", "*");
    values.put(Q + "jwks", "https://issuer.test/k");
    assertThat(faults(values)).hasSize(1);
  }

  @Test
  void seesThatTwoProvidersShareATenant() {
    Map<String, String> values = two("https://issuer.test/{tenant}", "notes");
    values.put("aval.providers.main.domain", "https://issuer.test/{tenant}");
    values.put("aval.providers.main.tenants", "a,b");
    values.put(Q + "tenants", "b,c");
    assertThat(faults(values)).hasSize(1);
    values.put(Q + "tenants", "c");
    assertThat(read(values).providers()).hasSize(2);
  }

  private static Map<String, String> two(String domain, String audience) {
    Map<String, String> values = oidc();
    values.put(Q + "domain", domain);
    values.put(Q + "application-id", audience);
    return values;
  }
}
