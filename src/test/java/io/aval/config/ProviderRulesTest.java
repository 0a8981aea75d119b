package io.aval.config;

import static io.aval.config.Given.P;
import static io.aval.config.Given.customJwt;
import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.provider;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProviderRulesTest {

  @Test
  void needsADomainForOidc() {
    assertThat(faults(oidc("domain", null)))
        .singleElement()
        .asString()
        .startsWith(P + "domain: is missing; it is the URL of the issuer");
  }

  @Test
  void refusesTheIssuerOfTheOtherType() {
    assertThat(faults(oidc("issuer", "x")))
        .containsExactly(P + "issuer: belongs to type=custom-jwt; for type=oidc write domain");
    assertThat(faults(customJwt("domain", "https://issuer.test")))
        .containsExactly(
            P + "domain: belongs to type=oidc; for type=custom-jwt write issuer and jwks");
  }

  @Test
  void needsIssuerAndKeysForCustomJwt() {
    assertThat(faults(customJwt("issuer", null)))
        .containsExactly(
            P + "issuer: is missing; it is the iss of the tokens, character by character");
    assertThat(faults(customJwt("jwks", null)))
        .containsExactly(P + "jwks: is missing; it says where the keys of the issuer are");
  }

  @Test
  void keepsTheIssuerOfCustomJwtAsItIs() {
    assertThat(provider(customJwt("issuer", "https://issuer.test/")).issuer())
        .isEqualTo("https://issuer.test/");
    assertThat(provider(customJwt("issuer", "any text: 1 {2}")).issuer())
        .isEqualTo("any text: 1 {2}");
  }

  @Test
  void refusesDiscoveryAndTenantsForCustomJwt() {
    assertThat(faults(customJwt("discovery", "https://issuer.test/d", "tenants", "a")))
        .containsExactly(
            P + "discovery: belongs to type=oidc; for type=custom-jwt write jwks",
            P + "tenants: needs a domain with {tenant}, and so type=oidc");
  }

  @Test
  void refusesDiscoveryBesideJwks() {
    assertThat(faults(oidc("discovery", "https://issuer.test/d", "jwks", "https://issuer.test/k")))
        .containsExactly(
            P + "discovery: is not used beside jwks, which replaces it; keep one of them");
    assertThat(provider(oidc("jwks", "https://issuer.test/k")).jwks()).isPresent();
    assertThat(provider(oidc("discovery", "https://issuer.test/d?p=b2c")).discovery())
        .map(Object::toString)
        .contains("https://issuer.test/d?p=b2c");
  }

  @Test
  void needsAnAudienceOrTheWaiver() {
    assertThat(faults(oidc("application-id", null)))
        .singleElement()
        .asString()
        .startsWith(P + "application-id: is missing; it is the audience (aud)")
        .contains("allow-any-audience=true");
    assertThat(faults(oidc("application-id", null, "allow-any-audience", "false"))).hasSize(1);
    assertThat(
            provider(oidc("application-id", null, "allow-any-audience", "true")).allowAnyAudience())
        .isTrue();
  }

  @Test
  void refusesAnAudienceBesideTheWaiver() {
    assertThat(faults(oidc("allow-any-audience", "true")))
        .containsExactly(
            P
                + "application-id: contradicts allow-any-audience=true, which does not look at it;"
                + " keep one of them");
  }

  @Test
  void refusesAnUnknownTypeAndNamesTheNearest() {
    assertThat(faults(oidc("type", "customJwt")))
        .containsExactly(
            P + "type: \"customJwt\" is not one of custom-jwt, oidc; did you mean custom-jwt?");
  }

  @Test
  void boundsTheClockSkew() {
    assertThat(provider(oidc("clock-skew", "0s")).clockSkew()).isZero();
    assertThat(provider(oidc("clock-skew", "5m")).clockSkew()).isEqualTo(Duration.ofMinutes(5));
    assertThat(faults(oidc("clock-skew", "300001ms"))).hasSize(1);
    assertThat(faults(oidc("clock-skew", "PT-1S")))
        .singleElement()
        .asString()
        .contains("is not between 0s and 5m");
  }

  @Test
  void needsALifetimeOfMoreThanNothing() {
    assertThat(provider(oidc("max-token-lifetime", "1h")).maxTokenLifetime())
        .contains(Duration.ofHours(1));
    assertThat(provider(oidc("max-token-lifetime", "1ms")).maxTokenLifetime()).isPresent();
    assertThat(faults(oidc("max-token-lifetime", "0s"))).hasSize(1);
  }

  @Test
  void readsRequiredClaims() {
    assertThat(provider(oidc("required-claims", "sid, token_use = access,q=a=b")).requiredClaims())
        .isEqualTo(
            Map.of(
                "sid", Optional.empty(),
                "token_use", Optional.of("access"),
                "q", Optional.of("a=b")));
    assertThat(faults(oidc("required-claims", "=x"))).hasSize(1);
    assertThat(faults(oidc("required-claims", "x="))).hasSize(1);
    assertThat(faults(oidc("required-claims", "x=1,x=2")))
        .containsExactly(P + "required-claims: asks for \"x\" twice");
  }

  @Test
  void normalisesTokenTypes() {
    assertThat(provider(oidc("token-types", "JWT, application/AT+JWT")).tokenTypes())
        .containsExactly("jwt", "at+jwt");
    assertThat(faults(oidc("token-types", "application/"))).hasSize(1);
    assertThat(faults(oidc("token-types", "text/plain"))).hasSize(1);
    assertThat(faults(oidc("token-types", "JWT,application/jwt"))).hasSize(1);
  }

  @Test
  void readsListsTrimmedAndRefusesBlankAndDoubleEntries() {
    assertThat(provider(oidc("application-id", " a , b\\,c ")).applicationIds())
        .containsExactly("a", "b,c");
    assertThat(faults(oidc("application-id", "a,,b")))
        .containsExactly(P + "application-id: the list has an empty entry; remove the extra comma");
    assertThat(faults(oidc("application-id", "a,"))).hasSize(1);
    assertThat(faults(oidc("application-id", "a,b,a")))
        .containsExactly(P + "application-id: names \"a\" twice");
  }

  @Test
  void readsEverythingElseOfAProvider() {
    ProviderConfig provider =
        provider(
            oidc(
                "audience-claims", "client_id",
                "authorized-parties", "https://a.test,https://b.test",
                "roles-claims", "realm_access.roles,groups",
                "allowed-roles", "user",
                "scopes-claims", "scp"));

    assertThat(provider.audienceClaims()).containsExactly("client_id");
    assertThat(provider.authorizedParties()).containsExactly("https://a.test", "https://b.test");
    assertThat(provider.rolesClaims()).containsExactly("realm_access.roles", "groups");
    assertThat(provider.allowedRoles()).hasValueSatisfying(r -> assertThat(r).containsOnly("user"));
    assertThat(provider.scopesClaims()).containsExactly("scp");
  }

  @Test
  void readsBooleansStrictly() {
    for (String text : new String[] {"TRUE", "yes", "1", "on"}) {
      assertThat(faults(oidc("insecure-http", text)))
          .containsExactly(P + "insecure-http: \"" + text + "\" is neither true nor false");
    }
  }
}
