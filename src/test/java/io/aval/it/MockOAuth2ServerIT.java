package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.client.OAuthClient;
import io.aval.client.OAuthGrant;
import io.aval.client.TokenSource;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URL;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The issuer with which many projects test: one server, and an issuer at every path. */
@ExtendWith(ArquillianExtension.class)
class MockOAuth2ServerIT {
  private static final MockOAuth2Server SERVER = started();

  @ArquillianResource
  @OperateOnDeployment("one")
  private URL one;

  @ArquillianResource
  @OperateOnDeployment("tenants")
  private URL tenants;

  /** The page's lines for any issuer. */
  @Deployment(name = "one", order = 1, testable = false)
  static WebArchive one() {
    return Trusting.war(
        "mock-one",
        PageLines.of("jwks.md", 1, Map.of("https://login.example.com", issuer("login"))));
  }

  @Deployment(name = "tenants", order = 2, testable = false)
  static WebArchive tenants() {
    return Trusting.war(
        "mock-tenants",
        Map.of(
            "aval.providers.mock.domain", issuer("login").replaceFirst("login$", "{tenant}"),
            "aval.providers.mock.tenants", "blue, green",
            "aval.providers.mock.application-id", "notes"));
  }

  private static MockOAuth2Server started() {
    try {
      MockOAuth2Server server = new MockOAuth2Server();
      server.start(InetAddress.getByName("127.0.0.1"), 0);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String issuer(String path) {
    return SERVER.issuerUrl(path).toString();
  }

  @AfterAll
  static void close() throws IOException {
    SERVER.shutdown();
  }

  @Test
  void itsTokensAreAcceptedAndRefusedAsThePageSays() {
    Trusting api = new Trusting(one);
    JsonObject ada = api.accepts(token("login", "notes", 600), "roles");
    assertThat(ada.getString("tokenIdentifier")).isEqualTo(issuer("login") + "|ada");
    assertThat(ada.getString("name")).isEqualTo("Ada Lovelace");
    api.refuses(token("login", "another", 600), Reason.WRONG_AUDIENCE);
    api.refuses(token("login", "notes", -30), Reason.EXPIRED);
    api.refuses(token("other", "notes", 600), Reason.UNKNOWN_ISSUER);
    api.refuses(typed("at+jwt"), Reason.WRONG_TYPE);
  }

  @Test
  void itsTokenEndpointMakesTokensForTheScopeAsked() {
    Trusting api = new Trusting(one);
    OAuthGrant worker =
        OAuthClient.ofIssuer(issuer("login")).post("worker", "any").clientCredentials();
    assertThat(api.accepts(fetched(worker.scope("notes"))).getString("subject"))
        .isEqualTo("worker");
    api.refuses(fetched(worker), Reason.WRONG_AUDIENCE);
  }

  @Test
  void itsIssuersAreTenants() {
    Trusting api = new Trusting(tenants);
    for (String tenant : List.of("blue", "green")) {
      JsonObject ada = api.accepts(token(tenant, "notes", 600), "tid");
      assertThat(ada.getString("issuer")).isEqualTo(issuer(tenant));
      assertThat(ada.getJsonObject("claims").getString("tid")).isEqualTo(tenant);
    }
    api.refuses(token("red", "notes", 600), Reason.UNKNOWN_ISSUER);
    api.refuses(token("blue", "another", 600), Reason.WRONG_AUDIENCE);
  }

  private static String token(String path, String audience, long seconds) {
    Map<String, Object> claims = Map.of("name", "Ada Lovelace");
    return SERVER.issueToken(path, "ada", audience, claims, seconds).serialize();
  }

  private static String typed(String type) {
    DefaultOAuth2TokenCallback callback =
        new DefaultOAuth2TokenCallback("login", "ada", type, List.of("notes"), Map.of(), 600);
    return SERVER.issueToken("login", "worker", callback).serialize();
  }

  private static String fetched(OAuthGrant grant) {
    try (TokenSource source = TokenSource.of(grant)) {
      return source.getToken().orElseThrow();
    }
  }
}
