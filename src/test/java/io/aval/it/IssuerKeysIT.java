package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.it.issuers.IdentityResource;
import io.aval.testing.TestTokens;
import io.aval.testing.issuers.IdentityFacts;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys that issuers off the textbook need, in one application behind a real proxy. */
@ExtendWith(ArquillianExtension.class)
class IssuerKeysIT {
  private static final KeysWorld WORLD = new KeysWorld();
  private static final String ASSERTION = "X-Inner-Assertion";

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    TestWar war =
        TestWar.named("issuer-keys")
            .classes(RestApplication.class, IdentityResource.class, IdentityFacts.class)
            .parameters(WORLD.outside().settings())
            .parameter("aval.token-sources", "header,header:" + ASSERTION);
    provider(war, "plain", Map.of("domain", "plain.example"));
    provider(
        war,
        "moved",
        Map.of("domain", "https://public.example", "discovery", "https://inner.example:8443/conf"));
    provider(
        war,
        "placed",
        Map.of("domain", "https://placed.example/", "jwks", "https://keys.example/placed.json"));
    provider(
        war,
        "listed",
        Map.of("domain", "https://login.example/{tenant}/v2.0", "tenants", "one,two"));
    provider(
        war,
        "policies",
        Map.of(
            "domain", "https://b2c.example/{tenant}/v2.0",
            "discovery", "https://b2c.example/{tenant}/policy/conf",
            "tenants", "one"));
    provider(
        war,
        "all",
        Map.of(
            "domain", "https://all.example/{tenant}/v2.0",
            "discovery", "https://all.example/common/conf",
            "tenants", "*"));
    provider(
        war,
        "shared",
        Map.of(
            "domain", "https://shared.example/{tenant}",
            "jwks", "https://keys.example/shared.json",
            "tenants", "*"));
    provider(
        war,
        "claims",
        Map.of(
            "domain", "https://claims.example",
            "jwks", "https://keys.example/placed.json",
            "audience-claims", "client_id,appid",
            "required-claims", "token_use=access,org.id,org.kind=team"));
    return war.archive();
  }

  private static void provider(TestWar war, String name, Map<String, String> settings) {
    war.parameter("aval.providers." + name + ".application-id", "app");
    settings.forEach((key, value) -> war.parameter("aval.providers." + name + "." + key, value));
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private void accepts(String provider, TestTokens token) {
    HttpResponse<String> response = Http.get(base, "rest/identity", token.sign());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"provider\":\"" + provider + "\"");
  }

  private void refuses(Reason reason, TestTokens token) {
    Refusal.check(Http.get(base, "rest/identity", token.sign()), reason);
  }

  @Test
  void fetchesThroughTheProxyFromAnIssuerWithACertificateOfAPrivateAuthority() {
    accepts("plain", WORLD.token("https://plain.example", "plain"));
    assertThat(WORLD.outside().proxy().asked()).contains("CONNECT plain.example:443");
    refuses(Reason.BAD_SIGNATURE, WORLD.token("https://plain.example", "moved"));
  }

  @Test
  void findsTheDiscoveryOfAPublicIssuerAtAnInnerAddress() {
    accepts("moved", WORLD.token("https://public.example", "moved"));
    assertThat(WORLD.outside().proxy().asked())
        .contains("CONNECT inner.example:8443")
        .noneMatch(request -> request.contains("public.example"));
    refuses(Reason.UNKNOWN_ISSUER, WORLD.token("https://inner.example:8443", "moved"));
  }

  @Test
  void takesKeysFromTheirOwnPlaceInsteadOfDiscovery() {
    accepts("placed", WORLD.token("https://placed.example", "placed"));
    accepts("placed", WORLD.token("placed.example/", "placed"));
    assertThat(WORLD.outside().proxy().asked())
        .contains("CONNECT keys.example:443")
        .noneMatch(request -> request.contains("placed.example"));
    refuses(Reason.BAD_SIGNATURE, WORLD.token("https://placed.example", "shared"));
  }

  @Test
  void trustsEachListedTenantWithKeysOfItsOwn() {
    String one = "https://login.example/one/v2.0";
    String two = "https://login.example/two/v2.0";
    accepts("listed", WORLD.token(one, "one").claim("tid", "one"));
    accepts("listed", WORLD.token(two, "two"));
    refuses(Reason.BAD_SIGNATURE, WORLD.token(two, "one"));
    refuses(Reason.INVALID_CLAIM, WORLD.token(one, "one").claim("tid", "two"));
    for (String stranger :
        List.of(
            "https://login.example/three/v2.0",
            "https://login.example/v2.0",
            "https://login.example/one/two/v2.0",
            "https://login.example/one%2fv2.0",
            "https://login.example/One/v2.0")) {
      refuses(Reason.UNKNOWN_ISSUER, WORLD.token(stranger, "one"));
    }
    assertThat(WORLD.outside().requests("https://login.example/three/v2.0" + KeysWorld.WELL_KNOWN))
        .isZero();
    accepts("policies", WORLD.token("https://b2c.example/one/v2.0", "policy"));
    refuses(Reason.UNKNOWN_ISSUER, WORLD.token("https://b2c.example/two/v2.0", "policy"));
  }

  @Test
  void trustsAllTenantsByKeysThatTheyShare() {
    for (String tenant : List.of("0b3f1f7e-9d6c-4e5a-8f2b-1c2d3e4f5a6b", "contoso.example")) {
      accepts("all", WORLD.token("https://all.example/" + tenant + "/v2.0", "all"));
      accepts(
          "shared", WORLD.token("https://shared.example/" + tenant, "shared").claim("tid", tenant));
    }
    refuses(
        Reason.INVALID_CLAIM,
        WORLD.token("https://all.example/mine/v2.0", "all").claim("tid", "yours"));
    refuses(Reason.BAD_SIGNATURE, WORLD.token("https://all.example/mine/v2.0", "shared"));
    for (String stranger : List.of("a/b", "", "a%20b", "x".repeat(101))) {
      refuses(Reason.UNKNOWN_ISSUER, WORLD.token("https://shared.example/" + stranger, "shared"));
    }
    assertThat(WORLD.outside().proxy().asked())
        .noneMatch(request -> request.contains("shared.example"));
  }

  @Test
  void looksForTheAudienceInTheClaimsNamed() {
    accepts("claims", claims().claim("client_id", "app").without("aud"));
    accepts("claims", claims().claim("appid", TestTokens.list("x", "app")).without("aud"));
    refuses(Reason.WRONG_AUDIENCE, claims().claim("client_id", "other"));
    refuses(Reason.WRONG_AUDIENCE, claims());
  }

  @Test
  void asksForClaimsAndForTheirValues() {
    TestTokens good = claims().claim("client_id", "app");
    accepts("claims", good);
    accepts("claims", good.claim("token_use", TestTokens.list("id", "access")));
    refuses(Reason.INVALID_CLAIM, good.claim("token_use", "id"));
    refuses(Reason.MISSING_CLAIM, good.without("token_use"));
    refuses(Reason.MISSING_CLAIM, good.claim("token_use", "access").claim("org", "team"));
    refuses(Reason.INVALID_CLAIM, good.claim("org", Map.of("id", "o", "kind", "person")));
  }

  private static TestTokens claims() {
    return WORLD
        .token("https://claims.example", "placed")
        .claim("token_use", "access")
        .claim("org", Map.of("id", "o", "kind", "team"));
  }

  @Test
  void takesABareTokenFromTheHeaderOfAProxyInFront() {
    String token = WORLD.token("https://plain.example", "plain").sign();
    assertThat(Http.send(asserting(token)).body()).contains("\"provider\":\"plain\"");
    assertThat(Http.send(asserting(" ")).body()).as("nobody").isEqualTo("{}");
    Refusal.check(Http.send(asserting("Bearer " + token)), Reason.MALFORMED_REQUEST);
    Refusal.check(Http.send(asserting(token).header(ASSERTION, token)), Reason.MALFORMED_REQUEST);
    Refusal.check(Http.send(asserting("garbage")), Reason.MALFORMED_TOKEN);
    String other = WORLD.token("https://placed.example", "placed").sign();
    assertThat(Http.send(asserting(token).header("Authorization", "Bearer " + other)).body())
        .as("the first source wins")
        .contains("\"provider\":\"placed\"");
    assertThat(Http.send(asserting(token).header("Authorization", "Basic dTpw")).body())
        .contains("\"provider\":\"plain\"");
  }

  private HttpRequest.Builder asserting(String value) {
    return Http.to(base, "rest/identity").header(ASSERTION, value);
  }
}
