package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.client.TokenServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token endpoint may do wrong, and what is not done then. */
final class OAuthTroubleTest extends OAuthFixture {
  OAuthTroubleTest() throws IOException {}

  @Test
  void findsTheEndpointByDiscoveryOnceAndAgainAfterAFailure() {
    String document =
        "{\"issuer\":\"" + server.url() + "/\",\"token_endpoint\":\"" + server.url() + "/t\"}";
    server.then(
        Answer.ok(document),
        Answer.ok(TOKEN),
        Answer.ok(TOKEN),
        Answer.of(404, "gone"),
        Answer.ok(document),
        Answer.ok(TOKEN));
    TokenSource tokens =
        source(OAuthClient.ofIssuer(server.url()).withoutSecret("app").clientCredentials());
    tokens.getToken();
    tokens.getToken(null, true);
    assertThatThrownBy(() -> tokens.getToken(null, true)).isInstanceOf(TokenException.class);
    clock.advance(Duration.ofSeconds(1));
    tokens.getToken(null, true);
    assertThat(server.asked().stream().map(TokenServer.Asked::path))
        .containsExactly(
            "/.well-known/openid-configuration",
            "/t",
            "/t",
            "/t",
            "/.well-known/openid-configuration",
            "/t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"issuer\":\"https://evil.test\",\"token_endpoint\":\"https://evil.test/t\"}",
        "{\"issuer\":\"%s\"}",
        "{\"issuer\":\"%s\",\"token_endpoint\":\"http://evil.test/t\"}",
        "{\"issuer\":\"%s\",\"token_endpoint\":\"https://me@evil.test/t\"}",
        "[]"
      })
  void sendsNoSecretWhereAWrongDocumentLeads(String document) {
    server.then(Answer.ok(document.replace("%s", server.url())));
    TokenSource tokens =
        source(OAuthClient.ofIssuer(server.url()).post("a", "s3cret").clientCredentials());
    assertThatThrownBy(tokens::getToken)
        .isInstanceOf(TokenException.class)
        .hasMessageNotContaining("s3cret");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sso.example.com/token",
        "http://localhost.evil.test/token",
        "ftp://sso.example.com/token",
        "wss://sso.example.com/token",
        "ws://127.0.0.1/token",
        "https://user@sso.example.com/token",
        "https://sso.example.com/token#x",
        "https:///token",
        "sso.example.com/token",
        "https://sso.example.com:0/token"
      })
  void takesNoEndpointThatASecretMustNotGoTo(String url) {
    assertThatThrownBy(() -> OAuthClient.ofIssuer(url))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SessionTokens.of(url, "sk_test", Optional::empty))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OAuthClient.ofTokenEndpoint(url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void triesAgainAfterTroubleAndNotBeforeTheServerAsks() {
    server.then(
        Answer.of(503, "busy", "Retry-After", "3"),
        Answer.of(429, "", "Retry-After", "Thu, 01 Jan 2026 00:00:05 GMT"),
        Answer.of(500, ""),
        Answer.ok(TOKEN));
    assertThat(source(client().clientCredentials()).getToken()).hasValue("at-1");
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1));
  }

  @Test
  void triesNoRefusalAgain() {
    server.then(Answer.of(400, "{\"error\":\"invalid_scope\",\"error_description\":\"s3cret\"}"));
    TokenSource tokens = source(client().clientCredentials());
    TokenException failure = catchThrowableOfType(TokenException.class, tokens::getToken);
    assertThat(failure.getStatus()).hasValue(400);
    assertThat(failure.getError()).hasValue("invalid_scope");
    assertThat(failure).hasMessageNotContaining("s3cret").hasMessageContaining("invalid_scope");
    assertThat(server.asked()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void takesARefreshTokenThatIsOverForSignedOutAndAsksNoMore() {
    server.then(Answer.ok(TOKEN), Answer.of(400, "{\"error\":\"invalid_grant\"}"));
    TokenSource tokens = source(client().refreshToken("rt-1", next -> {}));
    assertThat(tokens.getToken()).hasValue("at-1");
    assertThat(tokens.getToken(TokenRequest.ANY.insteadOf("at-1"))).isEmpty();
    assertThat(tokens.getToken()).isEmpty();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void takesNoOtherRefusalForSignedOut() {
    server.then(
        Answer.of(400, "{\"error\":\"invalid_grant\"}"),
        Answer.of(401, "{\"error\":\"invalid_client\"}"));
    assertThatThrownBy(source(client().clientCredentials())::getToken)
        .isInstanceOf(TokenException.class);
    assertThatThrownBy(source(client().refreshToken("rt-1", next -> {}))::getToken)
        .isInstanceOf(TokenException.class);
  }

  @Test
  void takesASessionThatIsOverForSignedOutButNoMissingTemplate() {
    String gone = "{\"errors\":[{\"code\":\"resource_not_found\"}]}";
    String ended = "{\"errors\":[{\"code\":\"authentication_invalid\"}]}";
    String key = "{\"errors\":[{\"code\":\"clerk_key_invalid\"}]}";
    String jwt = "{\"jwt\":\"a\"}";
    TokenFetch fetch = SessionTokens.of(server.url(), "sk_test", () -> Optional.of("sess_1"));
    server.then(Answer.of(404, gone), Answer.of(401, ended));
    assertThat(source(fetch).getToken()).isEmpty();
    assertThat(source(fetch).getToken()).isEmpty();
    server.then(Answer.of(404, gone), Answer.of(404, gone), Answer.of(404, gone), Answer.ok(jwt));
    assertThat(source(fetch).getToken("convex", false)).isEmpty();
    TokenSource noTemplate = source(fetch).withTemplate("convex");
    assertThatThrownBy(noTemplate::getToken).isInstanceOf(TokenException.class);
    server.then(Answer.of(401, key), Answer.of(404, "not ours"), Answer.ok("{\"jwt\":\"a b\"}"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(source(fetch)::getToken).isInstanceOf(TokenException.class);
    }
  }

  @Test
  void followsNoRedirectWithItsSecret() throws IOException {
    try (TokenServer elsewhere = new TokenServer()) {
      server.then(Answer.of(307, "", "Location", elsewhere.url() + "/token"));
      TokenSource tokens = source(client().clientCredentials());
      assertThatThrownBy(tokens::getToken).hasMessageContaining("307");
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "no json",
        "{\"access_token\":17}",
        "{\"access_token\":\"a b\"}",
        "{\"access_token\":\"a\\r\\nX-Evil: 1\"}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"a\",\"access_token\":\"b\"}",
        "{\"access_token\":\"a\",\"token_type\":\"DPoP\"}"
      })
  void takesNoAnswerThatHoldsNoBearerToken(String body) {
    server.then(Answer.ok(body));
    assertThatThrownBy(source(client().clientCredentials())::getToken)
        .isInstanceOf(TokenException.class);
  }

  @Test
  void takesNoAnswerBeyondItsBounds() {
    String large = "{\"access_token\":\"a\",\"x\":\"" + "x".repeat(64 * 1024) + "\"}";
    for (int i = 0; i < 8; i++) {
      server.then(Answer.ok(large));
    }
    assertThatThrownBy(source(client().clientCredentials())::getToken)
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("larger than");
    String longToken = "{\"access_token\":\"" + "x".repeat(16 * 1024 + 1) + "\"}";
    try (TokenServer other = new TokenServer().then(Answer.ok(longToken))) {
      OAuthClient client = OAuthClient.ofTokenEndpoint(other.url()).withoutSecret("a");
      assertThatThrownBy(source(client.clientCredentials())::getToken)
          .isInstanceOf(TokenException.class)
          .hasMessageContaining("cannot be used");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showsNoSecretInAnyText() {
    OAuthClient post = OAuthClient.ofTokenEndpoint(server.url()).post("a", "s3cret");
    assertThat(post + " " + post.refreshToken("s3cret", next -> {}))
        .doesNotContain("s3cret")
        .contains(server.url());
  }
}
