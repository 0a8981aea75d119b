package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.client.OAuthClient;
import io.aval.client.OAuthGrant;
import io.aval.client.TokenSource;
import io.aval.testing.NodeProgram;
import io.aval.testing.OidcProvider;
import io.aval.testing.TestKey;
import jakarta.json.JsonObject;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** npm's OpenID Connect provider: access tokens after RFC 9068 for resources after RFC 8707. */
@ExtendWith(ArquillianExtension.class)
class OidcProviderIT {
  private static final String ISSUER = "http://127.0.0.1:" + Integer.getInteger("it.issuer.http");
  private static final TestKey FIRST = TestKey.generate("first", "P-256");
  private static final TestKey SECOND = TestKey.generate("second", "P-256");

  @ArquillianResource
  @OperateOnDeployment("access")
  private URL access;

  @ArquillianResource
  @OperateOnDeployment("usual")
  private URL usual;

  /** The page's lines for tokens of the type {@code at+jwt}. */
  @Deployment(name = "access", order = 1, testable = false)
  static WebArchive access() {
    return Trusting.war("oidc-access", lines(4));
  }

  /** The page's lines for any issuer; the audience is that of the ID tokens. */
  @Deployment(name = "usual", order = 2, testable = false)
  static WebArchive usual() {
    return Trusting.war("oidc-usual", lines(1));
  }

  private static Map<String, String> lines(int number) {
    return PageLines.of("jwks.md", number, Map.of("https://login.example.com", ISSUER));
  }

  @Test
  void itsTokensAreToldApartAndItsKeysChange() throws Exception {
    NodeProgram node =
        NodeProgram.install("node", "npm's oidc-provider was not tried as an issuer");
    String before;
    try (OidcProvider provider = OidcProvider.start(node, ISSUER, FIRST)) {
      String brief = token(worker().resource(OidcProvider.BRIEF_RESOURCE));
      new Trusting(access).accepts(brief);
      before = token(worker().resource(OidcProvider.RESOURCE).scope("notes:write"));
      toldApart(before, provider.signIn("ada"));
      new Trusting(access).refusesInTheEnd(brief, Reason.EXPIRED);
    }
    try (OidcProvider rotated = OidcProvider.start(node, ISSUER, SECOND, FIRST)) {
      Map<String, Object> tokens = rotated.signIn("grace");
      assertThat(Jwt.header(tokens.get("access_token").toString())).contains("\"kid\":\"second\"");
      new Trusting(access).accepts(tokens.get("access_token").toString());
      new Trusting(usual).accepts(tokens.get("id_token").toString());
      new Trusting(access).accepts(before);
    }
  }

  private void toldApart(String workers, Map<String, Object> users) {
    Trusting api = new Trusting(access);
    assertThat(Jwt.header(workers)).contains("\"alg\":\"ES256\"", "\"typ\":\"at+jwt\"");
    JsonObject worker = api.accepts(workers, "client_id");
    assertThat(worker.getString("subject")).isEqualTo(OidcProvider.WORKER);
    assertThat(worker.getJsonObject("claims").getString("client_id"))
        .isEqualTo(OidcProvider.WORKER);
    assertThat(Trusting.texts(worker, "scopes")).containsExactly("notes:write");
    String hers = users.get("access_token").toString();
    JsonObject ada = api.accepts(hers);
    assertThat(ada.getString("tokenIdentifier")).isEqualTo(ISSUER + "|ada");
    assertThat(Trusting.texts(ada, "scopes")).containsExactly("notes:read");

    String idToken = users.get("id_token").toString();
    api.refuses(idToken, Reason.WRONG_TYPE);
    api.refuses(token(worker().resource(OidcProvider.OTHER_RESOURCE)), Reason.WRONG_AUDIENCE);
    api.refuses(token(worker()), Reason.MALFORMED_TOKEN);
    int signature = hers.lastIndexOf('.');
    String spliced = hers.substring(0, signature) + workers.substring(workers.lastIndexOf('.'));
    api.refuses(spliced, Reason.BAD_SIGNATURE);

    Trusting page = new Trusting(usual);
    assertThat(page.accepts(idToken).getString("name")).isEqualTo("ada of the tests");
    page.refuses(hers, Reason.WRONG_TYPE);
    page.refuses(token(worker()), Reason.MALFORMED_TOKEN);
  }

  private static OAuthGrant worker() {
    return OAuthClient.ofIssuer(ISSUER)
        .basic(OidcProvider.WORKER, OidcProvider.SECRET)
        .clientCredentials();
  }

  private static String token(OAuthGrant grant) {
    try (TokenSource source = TokenSource.of(grant)) {
      return source.getToken().orElseThrow();
    }
  }
}
