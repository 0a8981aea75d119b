package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.client.OAuthClient;
import io.aval.client.OAuthGrant;
import io.aval.client.TokenSource;
import io.aval.testing.NodeProgram;
import io.aval.testing.TestKey;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/**
 * What becomes of the tokens of npm's OpenID Connect provider: access tokens after RFC 9068, for
 * resources after RFC 8707.
 *
 * @param issuer its address
 * @param access the page's lines for tokens of the type {@code at+jwt}
 * @param usual the page's lines for any issuer; the audience is that of the ID tokens
 */
public record OidcProviderTokens(String issuer, Verdicts access, Verdicts usual) {
  /** The page's lines for tokens of the type {@code at+jwt}. */
  public static final int ACCESS = 4;

  /** The page's lines for any issuer. */
  public static final int USUAL = 1;

  private static final TestKey FIRST = TestKey.generate("first", "P-256");
  private static final TestKey SECOND = TestKey.generate("second", "P-256");

  /** The configuration of that number of the page. */
  public static Map<String, String> lines(int number, String issuer) {
    return PageLines.of("jwks.md", number, Map.of("https://login.example.com", issuer));
  }

  /** Starts the provider twice: the second time with a new key. */
  public void check(NodeProgram node) throws IOException, InterruptedException {
    String before;
    try (OidcProvider provider = OidcProvider.start(node, issuer, FIRST)) {
      String brief = token(worker().resource(OidcProvider.BRIEF_RESOURCE));
      before = token(worker().resource(OidcProvider.RESOURCE).scope("notes:write"));
      toldApart(before, provider.signIn("ada"));
      access.refusesInTheEnd(brief, Reason.EXPIRED);
    }
    try (OidcProvider rotated = OidcProvider.start(node, issuer, SECOND, FIRST)) {
      Map<String, Object> tokens = rotated.signIn("grace");
      assertThat(Jwt.header(tokens.get("access_token").toString())).contains("\"second\"");
      access.accepts(tokens.get("access_token").toString());
      usual.accepts(tokens.get("id_token").toString());
      access.accepts(before);
    }
  }

  private void toldApart(String workers, Map<String, Object> users) {
    assertThat(Jwt.header(workers)).contains("\"alg\":\"ES256\"", "\"typ\":\"at+jwt\"");
    JsonObject worker = access.accepts(workers, "client_id");
    assertThat(worker.getString("subject")).isEqualTo(OidcProvider.WORKER);
    assertThat(Verdicts.claim(worker, "client_id")).hasValue(OidcProvider.WORKER);
    assertThat(Verdicts.texts(worker, "scopes")).containsExactly("notes:write");
    String hers = users.get("access_token").toString();
    JsonObject ada = access.accepts(hers);
    assertThat(ada.getString("tokenIdentifier")).isEqualTo(issuer + "|ada");
    assertThat(Verdicts.texts(ada, "scopes")).containsExactly("notes:read");
    usual.refuses(hers, Reason.WRONG_TYPE);

    String idToken = users.get("id_token").toString();
    assertThat(usual.accepts(idToken).getString("name")).isEqualTo("ada of the tests");
    access.refuses(idToken, Reason.WRONG_TYPE);
    access.refuses(token(worker().resource(OidcProvider.OTHER_RESOURCE)), Reason.WRONG_AUDIENCE);
    for (Verdicts any : new Verdicts[] {access, usual}) {
      any.refuses(token(worker()), Reason.MALFORMED_TOKEN);
    }
    String signature = workers.substring(workers.lastIndexOf('.'));
    access.refuses(hers.substring(0, hers.lastIndexOf('.')) + signature, Reason.BAD_SIGNATURE);
  }

  private OAuthGrant worker() {
    return OAuthClient.ofIssuer(issuer)
        .basic(OidcProvider.WORKER, OidcProvider.SECRET)
        .clientCredentials();
  }

  private static String token(OAuthGrant grant) {
    try (TokenSource source = TokenSource.of(grant)) {
      return source.getToken().orElseThrow();
    }
  }
}
