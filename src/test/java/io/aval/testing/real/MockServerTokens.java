package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.client.OAuthClient;
import io.aval.client.OAuthGrant;
import io.aval.client.TokenSource;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/**
 * What becomes of the tokens of mock-oauth2-server, with which many projects test: one server, and
 * an issuer at every path.
 */
public final class MockServerTokens implements AutoCloseable {
  private final MockOAuth2Server server;

  private MockServerTokens(MockOAuth2Server server) {
    this.server = server;
  }

  /** Starts the server on a free port. */
  public static MockServerTokens start() {
    try {
      MockOAuth2Server server = new MockOAuth2Server();
      server.start(InetAddress.getByName("127.0.0.1"), 0);
      awake(server);
      return new MockServerTokens(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its first answer may take longer than Aval waits for keys. */
  private static void awake(MockOAuth2Server server) throws IOException {
    URLConnection first = server.wellKnownUrl("login").url().openConnection();
    first.setReadTimeout(60_000);
    first.getInputStream().close();
  }

  /** The page's lines for any issuer. */
  public Map<String, String> usualLines() {
    return PageLines.of("jwks.md", 1, Map.of("https://login.example.com", issuer("login")));
  }

  /** Two of the issuers as tenants. */
  public Map<String, String> tenantsLines() {
    return Map.of(
        "aval.providers.mock.domain", issuer("login").replaceFirst("login$", "{tenant}"),
        "aval.providers.mock.tenants", "blue, green",
        "aval.providers.mock.application-id", "notes");
  }

  /** Tokens of one issuer under the page's lines. */
  public void checkUsual(Verdicts usual) {
    JsonObject ada = usual.accepts(token("login", "notes", 600));
    assertThat(ada.getString("tokenIdentifier")).isEqualTo(issuer("login") + "|ada");
    assertThat(ada.getString("name")).isEqualTo("Ada Lovelace");
    usual.refuses(token("login", "another", 600), Reason.WRONG_AUDIENCE);
    usual.refuses(token("login", "notes", -30), Reason.EXPIRED);
    usual.refuses(token("other", "notes", 600), Reason.UNKNOWN_ISSUER);
    usual.refuses(typed("at+jwt"), Reason.WRONG_TYPE);

    // Its token endpoint takes the scope for the audience.
    OAuthGrant worker =
        OAuthClient.ofIssuer(issuer("login")).post("worker", "any").clientCredentials();
    assertThat(usual.accepts(fetched(worker.scope("notes"))).getString("subject"))
        .isEqualTo("worker");
    usual.refuses(fetched(worker), Reason.WRONG_AUDIENCE);
  }

  /** Tokens of several issuers under the lines for tenants. */
  public void checkTenants(Verdicts tenants) {
    for (String tenant : List.of("blue", "green")) {
      JsonObject ada = tenants.accepts(token(tenant, "notes", 600), "tid");
      assertThat(ada.getString("issuer")).isEqualTo(issuer(tenant));
      assertThat(Verdicts.claim(ada, "tid")).hasValue(tenant);
    }
    tenants.refuses(token("red", "notes", 600), Reason.UNKNOWN_ISSUER);
    tenants.refuses(token("blue", "another", 600), Reason.WRONG_AUDIENCE);
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private String issuer(String path) {
    return server.issuerUrl(path).toString();
  }

  private String token(String path, String audience, long seconds) {
    Map<String, Object> claims = Map.of("name", "Ada Lovelace");
    return server.issueToken(path, "ada", audience, claims, seconds).serialize();
  }

  private String typed(String type) {
    DefaultOAuth2TokenCallback callback =
        new DefaultOAuth2TokenCallback("login", "ada", type, List.of("notes"), Map.of(), 600);
    return server.issueToken("login", "worker", callback).serialize();
  }

  private static String fetched(OAuthGrant grant) {
    try (TokenSource source = TokenSource.of(grant)) {
      return source.getToken().orElseThrow();
    }
  }
}
