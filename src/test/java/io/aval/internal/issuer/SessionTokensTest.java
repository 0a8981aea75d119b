package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.client.SessionTokens;
import io.aval.client.TokenException;
import io.aval.client.TokenSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's tokens of sessions, from a real issuer of ours. */
final class SessionTokensTest {
  private final AtomicReference<Optional<String>> session =
      new AtomicReference<>(Optional.of("sess_ada"));
  private IssuerHost host;

  @BeforeEach
  void start() throws Exception {
    host =
        IssuerHost.setupForServers()
            .with("aval.issuer.demo-users", "/WEB-INF/demo-users.json")
            .start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private SessionTokens fetch(String key) {
    return SessionTokens.of(host.url() + "/", key, session::get);
  }

  private static String claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new String(payload, StandardCharsets.UTF_8);
  }

  @Test
  void areMintedForTheSessionAndTheTemplateAndKept() {
    try (TokenSource tokens = TokenSource.of(fetch(IssuerHost.SECRET))) {
      String plain = tokens.getToken().orElseThrow();
      String convex = tokens.getToken("convex", false).orElseThrow();
      assertThat(claims(plain))
          .contains("\"iss\":\"" + host.url() + "\"")
          .doesNotContain("\"aud\"");
      assertThat(claims(convex)).contains("\"aud\":\"convex\"");
      assertThat(tokens.getToken("convex", false)).hasValue(convex);
      assertThat(tokens.getToken("convex", true).orElseThrow()).isNotEqualTo(convex);
      session.set(Optional.empty());
      assertThat(tokens.getToken("convex", false)).isEmpty();
    }
  }

  @Test
  void liveAsLongAsIsAskedFor() {
    SessionTokens hour = fetch(IssuerHost.SECRET).lifetime(Duration.ofHours(1));
    try (TokenSource tokens = TokenSource.of(hour)) {
      String claims = claims(tokens.getToken("convex", false).orElseThrow());
      long issued = number(claims, "iat");
      assertThat(number(claims, "exp") - issued).isEqualTo(3600);
    }
    assertThatThrownBy(() -> hour.lifetime(Duration.ofSeconds(29)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long number(String claims, String name) {
    return Long.parseLong(claims.replaceFirst(".*\"" + name + "\":(\\d+).*", "$1"));
  }

  @Test
  void tellWhatTheIssuerSaysWhenItRefuses() {
    try (TokenSource tokens = TokenSource.of(fetch(IssuerHost.SECRET + "x"))) {
      TokenException wrongKey = catchThrowableOfType(TokenException.class, tokens::getToken);
      assertThat(wrongKey.getStatus()).hasValue(401);
      assertThat(wrongKey.getError()).hasValue("clerk_key_invalid");
      assertThat(wrongKey).hasMessageNotContaining(IssuerHost.SECRET);
    }
    try (TokenSource tokens = TokenSource.of(fetch(IssuerHost.SECRET))) {
      TokenException noTemplate =
          catchThrowableOfType(TokenException.class, () -> tokens.getToken("../no", false));
      assertThat(noTemplate.getStatus().orElseThrow()).isBetween(400, 404);
      session.set(Optional.of("sess_nobody"));
      assertThat(tokens.getToken()).as("signed out").isEmpty();
      assertThat(tokens.getToken("convex", false)).isEmpty();
    }
  }

  @Test
  void goToNoServerThatASecretMustNotGoTo() {
    for (String url :
        new String[] {"http://api.example.com", "https://me@api.example.com", "https://x.test?a"}) {
      assertThatThrownBy(() -> SessionTokens.of(url, "sk", session::get))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> SessionTokens.of(host.url(), "s k\r\nX: y", session::get))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fetch(IssuerHost.SECRET).toString()).doesNotContain(IssuerHost.SECRET);
  }
}
