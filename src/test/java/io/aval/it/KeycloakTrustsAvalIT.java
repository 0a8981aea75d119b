package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aval.it.app.RestApplication;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real Keycloak that trusts an application of ours as its identity provider, by discovery. */
@ExtendWith(ArquillianExtension.class)
class KeycloakTrustsAvalIT {
  @ArquillianResource private URL base;

  private static String address() {
    return "http://127.0.0.1:" + Server.current().httpPort() + "/trusted";
  }

  @Deployment(testable = false)
  static WebArchive application() {
    String template =
        "{\"name\":\"mine\",\"claims\":{\"aud\":\"%s\"}}".formatted(Keycloak.issuer("party"));
    return TestWar.named("trusted")
        .packageOf(RestApplication.class)
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.url", address())
        .parameter("aval.providers.self.domain", address())
        .parameter("aval.providers.self.allow-any-audience", "true")
        .webInf("jwt-templates/mine.json", template)
        .archive();
  }

  @Test
  void exchangesOurTokensForItsOwnAndRefusesThemChanged() {
    assumeTrue(Server.current() == Server.WILDFLY, "once is enough: Keycloak sees no difference");
    assumeTrue(Keycloak.isThere(), "left out by -Dskip.keycloak");
    Keycloak keycloak = Keycloak.shared();
    keycloak.trust(address(), "user_ada");
    String token = Http.get(base, "rest/mint/template").body();

    HttpResponse<String> changed = keycloak.offer(changed(token));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(400);
    assertThat(changed.body()).contains("invalid_grant");
    HttpResponse<String> other = keycloak.offer(Http.get(base, "rest/mint/one-off").body());
    assertThat(other.statusCode()).as("for another audience").isEqualTo(400);

    HttpResponse<String> accepted = keycloak.offer(token);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    String theirs = accepted.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    assertThat(claims(theirs))
        .contains("\"iss\":\"" + Keycloak.issuer("party") + "\"")
        .contains("\"preferred_username\":\"ada\"");
  }

  private static String claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** The same token with one byte of its payload changed, far from the subject. */
  private static String changed(String token) {
    String[] parts = token.split("\\.");
    String claims = claims(token);
    int id = claims.indexOf("\"jti\":\"") + 7;
    char first = claims.charAt(id);
    String other = claims.substring(0, id) + (first == 'a' ? 'b' : 'a') + claims.substring(id + 1);
    byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
    return parts[0]
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
        + "."
        + parts[2];
  }
}
