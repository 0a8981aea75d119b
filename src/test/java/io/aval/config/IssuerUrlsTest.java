package io.aval.config;

import static io.aval.config.Given.P;
import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.provider;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IssuerUrlsTest {

  @Test
  void addsTheSchemeAndDropsTrailingSlashes() {
    assertThat(domain("issuer.test")).isEqualTo("https://issuer.test");
    assertThat(domain("issuer.test/realms/a//")).isEqualTo("https://issuer.test/realms/a");
    assertThat(domain("localhost:8443")).isEqualTo("https://localhost:8443");
    assertThat(domain("https://issuer.test/")).isEqualTo("https://issuer.test");
  }

  @Test
  void acceptsHttpForLoopbackOnly() {
    for (String host :
        new String[] {"localhost", "127.0.0.1", "127.255.3.4", "[::1]", "[0:0:0:0:0:0:0:1]"}) {
      assertThat(domain("http://" + host + ":8080/x")).isEqualTo("http://" + host + ":8080/x");
    }
    for (String host :
        new String[] {
          "issuer.test",
          "128.0.0.1",
          "127.0.0.1.issuer.test",
          "localhost.issuer.test",
          "127.0.0.256",
          "10.0.0.1",
          "[::2]",
          "[::ffff:10.0.0.1]",
          "0.0.0.0"
        }) {
      assertThat(faults(oidc("domain", "http://" + host)))
          .as(host)
          .singleElement()
          .asString()
          .startsWith(P + "domain: ");
    }
  }

  @Test
  void acceptsHttpElsewhereWhenAskedTo() {
    assertThat(
            provider(oidc("domain", "http://keycloak:8080/realms/a", "insecure-http", "true"))
                .issuer())
        .isEqualTo("http://keycloak:8080/realms/a");
    assertThat(faults(oidc("domain", "ftp://issuer.test", "insecure-http", "true"))).hasSize(1);
  }

  @Test
  void refusesWhatNoIssuerHas() {
    assertThat(faults(oidc("domain", "https://issuer.test?x=1")))
        .containsExactly(
            P
                + "domain: \"https://issuer.test?x=1\" has a query (?…); an issuer has none, remove"
                + " it");
    assertThat(faults(oidc("domain", "https://issuer.test#x")))
        .containsExactly(P + "domain: \"https://issuer.test#x\" has a fragment (#…); remove it");
    assertThat(faults(oidc("domain", "https://me:hunter2@issuer.test")))
        .containsExactly(P + "domain: the URL has a user name or password in it; remove that part");
    assertThat(faults(oidc("domain", "https://"))).hasSize(1);
    assertThat(faults(oidc("domain", "https:issuer.test"))).hasSize(1);
    assertThat(faults(oidc("domain", "https:/issuer.test"))).hasSize(1);
    assertThat(faults(oidc("domain", "//issuer.test"))).hasSize(1);
    assertThat(faults(oidc("domain", "https://issuer.test:0"))).hasSize(1);
    assertThat(faults(oidc("domain", "https://issuer.test:65536"))).hasSize(1);
    assertThat(faults(oidc("domain", "https://issuer test"))).hasSize(1);
    assertThat(domain("https://issuer.test:65535")).endsWith(":65535");
  }

  @Test
  void refusesAWordThatIsNoHost() {
    assertThat(faults(oidc("domain", "clerk")))
        .containsExactly(
            P + "domain: \"clerk\" is not a host name; write the whole issuer URL, https://…");
    assertThat(domain("https://clerk")).isEqualTo("https://clerk");
    assertThat(domain("localhost")).isEqualTo("https://localhost");
  }

  @Test
  void refusesTheDiscoveryDocumentInPlaceOfTheIssuer() {
    assertThat(faults(oidc("domain", "https://issuer.test/a/.well-known/openid-configuration")))
        .singleElement()
        .asString()
        .contains("write the issuer itself, https://issuer.test/a, and");
  }

  @Test
  void neverShowsAKeyThatWasPastedInPlaceOfTheIssuer() {
    assertThat(faults(oidc("domain", "sk_live_hunter2")))
        .singleElement()
        .asString()
        .contains("is an API key")
        .doesNotContain("hunter2");
  }

  @Test
  void needsHttpsForDiscovery() {
    assertThat(faults(oidc("discovery", "http://inner.test/d"))).hasSize(1);
    assertThat(faults(oidc("discovery", "inner.test/d"))).hasSize(1);
    assertThat(faults(oidc("discovery", "data:,{}"))).hasSize(1);
    assertThat(provider(oidc("discovery", "http://localhost:1/d")).discovery()).isPresent();
    assertThat(
            provider(oidc("discovery", "http://inner.test/d", "insecure-http", "true")).discovery())
        .isPresent();
  }

  @Test
  void needsTenantsForAPlaceholderAndAPlaceholderForTenants() {
    String domain = "https://login.test/{tenant}/v2.0";
    assertThat(faults(oidc("domain", domain)))
        .containsExactly(
            P + "tenants: is missing; it names the tenants trusted in domain's {tenant}");
    assertThat(faults(oidc("tenants", "a")))
        .containsExactly(P + "tenants: needs the path segment {tenant} in domain");

    ProviderConfig provider = provider(oidc("domain", domain, "tenants", "a,B.c_d-9"));
    assertThat(provider.issuer()).isEqualTo(domain);
    assertThat(provider.tenants()).containsExactly("a", "B.c_d-9");
    assertThat(
            provider(oidc("domain", "https://sso.test/realms/{tenant}/", "tenants", "a")).issuer())
        .isEqualTo("https://sso.test/realms/{tenant}");
  }

  @Test
  void acceptsThePlaceholderAsOneWholePathSegmentOnly() {
    for (String domain :
        new String[] {
          "https://{tenant}.login.test",
          "https://login.test/x{tenant}",
          "https://{tenant}/v2",
          "https://login.test/{tenant}/{tenant}",
          "https://login.test/{Tenant}",
          "https://login.test/{tenant}x/a",
          "https://login.test/?t={tenant}",
          "https://login.test/}"
        }) {
      assertThat(faults(oidc("domain", domain, "tenants", "a"))).as(domain).hasSize(1);
    }
  }

  @Test
  void boundsTheAlphabetOfTenants() {
    String domain = "https://login.test/{tenant}";
    assertThat(provider(oidc("domain", domain, "tenants", "x".repeat(100))).tenants()).hasSize(1);
    for (String tenant : new String[] {"x".repeat(101), "a/b", "..", ".", "a b", "é", "a%2Fb"}) {
      assertThat(faults(oidc("domain", domain, "tenants", tenant)))
          .as(tenant)
          .anyMatch(f -> f.startsWith(P + "tenants: ") && f.contains("is not a tenant"));
    }
  }

  @Test
  void acceptsAllTenantsOnlyWhereNoTokenDecidesWhatIsFetched() {
    String domain = "https://login.test/{tenant}/v2.0";
    assertThat(faults(oidc("domain", domain, "tenants", "*"))).hasSize(1);
    assertThat(
            faults(
                oidc(
                    "domain", domain,
                    "tenants", "*",
                    "discovery", "https://login.test/{tenant}/d")))
        .hasSize(1);
    assertThat(
            provider(oidc("domain", domain, "tenants", "*", "jwks", "https://login.test/k"))
                .tenants())
        .containsExactly("*");
    assertThat(
            provider(
                    oidc(
                        "domain",
                        domain,
                        "tenants",
                        "*",
                        "discovery",
                        "https://login.test/common/d"))
                .tenants())
        .containsExactly("*");
    assertThat(faults(oidc("domain", domain, "tenants", "*,a", "jwks", "https://login.test/k")))
        .containsExactly(P + "tenants: has * beside other tenants; write * alone, or the tenants");
  }

  @Test
  void keepsThePlaceholderOfDiscoveryEncoded() {
    assertThat(
            provider(
                    oidc(
                        "domain", "https://login.test/{tenant}/v2.0",
                        "tenants", "a",
                        "discovery", "https://inner.test/{tenant}/d"))
                .discovery())
        .map(Object::toString)
        .contains("https://inner.test/%7Btenant%7D/d");
    assertThat(faults(oidc("discovery", "https://inner.test/{tenant}/d")))
        .containsExactly(P + "discovery: has {tenant}, and domain has not");
  }

  private static String domain(String text) {
    return provider(oidc("domain", text)).issuer();
  }
}
