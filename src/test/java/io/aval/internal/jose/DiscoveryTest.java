package io.aval.internal.jose;

import static io.aval.internal.jose.KeyFixture.find;
import static io.aval.internal.jose.KeyFixture.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.Reason;
import io.aval.config.ProviderConfig;
import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {
  private final KeyFixture fixture = new KeyFixture();
  private final TestIssuer issuer = TestIssuer.start();

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void comparesTheIssuerLikeATokens() {
    issuer.claimIssuer(issuer.issuer() + "//");
    assertThat(find(fixture.open(issuer), issuer.current())).isNotNull();
  }

  @Test
  void refusesADocumentOfAnotherIssuer() {
    for (String claimed :
        new String[] {"https://evil.example", issuer.issuer() + "/x", "", "{tenantid}"}) {
      issuer.claimIssuer(claimed);
      assertThat(reason(fixture.open(issuer), "any")).isEqualTo(Reason.KEYS_UNAVAILABLE);
    }
    assertThat(issuer.jwksRequests()).isZero();
  }

  @Test
  void refusesADocumentWithoutIssuerOrWithoutKeys() {
    for (String body :
        new String[] {
          "{}",
          "[]",
          "{\"issuer\":\"" + issuer.issuer() + "\"}",
          "{\"issuer\":[\"" + issuer.issuer() + "\"],\"jwks_uri\":\"" + issuer.jwksUri() + "\"}",
          "{\"issuer\":\"" + issuer.issuer() + "\",\"jwks_uri\":7}"
        }) {
      issuer.discovery(Behaviour.body(body));
      assertThat(reason(fixture.open(issuer), "any")).isEqualTo(Reason.KEYS_UNAVAILABLE);
    }
    assertThat(issuer.jwksRequests()).isZero();
  }

  @Test
  void acceptsKeysOnAnotherHost() {
    try (TestIssuer other = TestIssuer.start()) {
      issuer.claimJwksUri(other.jwksUri().toString());
      assertThat(find(fixture.open(issuer), other.current())).isNotNull();
    }
  }

  @Test
  void fetchesKeysOnlyOverHttpsOrLoopback() {
    List<URI> asked = new ArrayList<>();
    for (String place :
        new String[] {
          "data:application/json,%7B%22keys%22:[]%7D",
          "file:///etc/passwd",
          "classpath:keys.json",
          "ftp://127.0.0.1/keys",
          "http://keys.example/jwks",
          "http://169.254.169.254/latest",
          "http://127.0.0.1.evil.example/jwks",
          "https://user:secret@keys.example/jwks",
          "jwks.json",
          "https:///jwks",
          "::"
        }) {
      issuer.claimJwksUri(place);
      ProviderKeys keys =
          fixture.open(
              issuer,
              uri -> {
                asked.add(uri);
                return fixture.environment.fetch().get(uri);
              });
      assertThat(reason(keys, "any")).as(place).isEqualTo(Reason.KEYS_UNAVAILABLE);
    }
    assertThat(asked).containsOnly(issuer.discoveryUri());
  }

  @Test
  void fetchesOverHttpFromAnywhereWhenToldTo() throws Exception {
    Transport.check(URI.create("http://keycloak.test/realms"), true);
    assertThatThrownBy(() -> Transport.check(URI.create("http://keycloak.test/realms"), false))
        .hasMessageContaining("http");
    for (String loopback : new String[] {"localhost", "127.0.0.1", "127.1.2.3", "[::1]"}) {
      Transport.check(URI.create("http://" + loopback + ":8080/x"), false);
    }
  }

  @Test
  void keepsThePlaceForAnHourAndAsksAgainWhenTheKeysAreGone() {
    ProviderKeys keys = fixture.open(issuer);
    find(keys, issuer.current());
    for (int i = 0; i < 7; i++) {
      fixture.advanceSeconds(500);
      keys.version();
      fixture.runBackground();
    }
    assertThat(issuer.discoveryRequests()).isEqualTo(1);
    fixture.advanceSeconds(500);
    keys.version();
    fixture.runBackground();
    assertThat(issuer.discoveryRequests()).isEqualTo(2);
    try (TestIssuer moved = TestIssuer.start()) {
      issuer.jwks(Behaviour.status(404, "{}"));
      issuer.claimJwksUri(moved.jwksUri().toString());
      for (int i = 0; i < 2; i++) {
        fixture.advanceSeconds(500);
        keys.version();
        fixture.runBackground();
      }
      assertThat(find(keys, moved.current())).isNotNull();
    }
  }

  @Test
  void asksTheConfiguredPlaceWhereThereIsOne() {
    try (TestIssuer inner = TestIssuer.start()) {
      inner.claimIssuer("https://outer.example");
      ProviderConfig provider =
          ProviderConfig.builder("inner")
              .domain("outer.example")
              .applicationIds("app")
              .discovery(inner.discoveryUri().toString())
              .build();
      assertThat(find(KeySources.open(provider, fixture.environment), inner.current())).isNotNull();
    }
  }

  @Test
  void eachTenantHasADiscoveryOfItsOwn() {
    List<URI> asked = new ArrayList<>();
    Environment environment = fixture.environment(recording(asked, "https://x.example/one/v2"));
    ProviderConfig plain = tenants(Optional.empty(), "one");
    ProviderConfig placed = tenants(Optional.of("https://d.example/{tenant}/conf"), "one");
    for (ProviderConfig provider : List.of(plain, placed)) {
      ProviderKeys keys = KeySources.open(provider, "https://x.example/one/v2", environment);
      assertThat(reason(keys, "any")).isEqualTo(Reason.UNKNOWN_KEY);
    }
    assertThat(asked)
        .contains(
            URI.create("https://x.example/one/v2/.well-known/openid-configuration"),
            URI.create("https://d.example/one/conf"));
    ProviderKeys other = KeySources.open(plain, "https://x.example/two/v2", environment);
    assertThat(reason(other, "any")).as("says it is one").isEqualTo(Reason.KEYS_UNAVAILABLE);
  }

  @Test
  void oneDocumentMaySpeakForAllTenants() {
    String common = "https://d.example/common";
    ProviderConfig all = tenants(Optional.of(common), "*");
    assertThat(reason(shared(all, "https://x.example/{tenantid}/v2"), "any"))
        .isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reason(shared(all, "https://x.example/{tenantid}/v1"), "any"))
        .isEqualTo(Reason.KEYS_UNAVAILABLE);
  }

  @Test
  void oneDocumentMaySpeakForTenantsThatAreListed() {
    ProviderConfig listed = tenants(Optional.of("https://d.example/common"), "one");
    String issuer = "https://x.example/one/v2";
    for (String claimed : new String[] {"https://x.example/{tenantid}/v2", issuer}) {
      Environment environment = fixture.environment(recording(new ArrayList<>(), claimed));
      ProviderKeys keys = KeySources.open(listed, issuer, environment);
      assertThat(reason(keys, "any")).as(claimed).isEqualTo(Reason.UNKNOWN_KEY);
    }
    Environment environment =
        fixture.environment(recording(new ArrayList<>(), "https://x.example/two/v2"));
    assertThat(reason(KeySources.open(listed, issuer, environment), "any"))
        .isEqualTo(Reason.KEYS_UNAVAILABLE);
  }

  private ProviderKeys shared(ProviderConfig provider, String claimed) {
    return KeySources.open(provider, fixture.environment(recording(new ArrayList<>(), claimed)));
  }

  private static ProviderConfig tenants(Optional<String> discovery, String tenant) {
    var builder =
        ProviderConfig.builder("t")
            .domain("https://x.example/{tenant}/v2")
            .tenants(tenant)
            .applicationIds("app");
    discovery.ifPresent(builder::discovery);
    return builder.build();
  }

  /** A network in which every document is the discovery of one issuer, or an empty key set. */
  private static Fetch recording(List<URI> asked, String claimed) {
    return uri -> {
      asked.add(uri);
      String body =
          uri.getPath().equals("/keys")
              ? "{\"keys\":[]}"
              : "{\"issuer\":\"" + claimed + "\",\"jwks_uri\":\"https://k.example/keys\"}";
      return new Fetch.Fetched(body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    };
  }
}
