package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.client.TokenServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to a token endpoint, and what is made of its answers. */
final class OAuthClientTest extends OAuthFixture {
  OAuthClientTest() throws IOException {}

  @Test
  void asksForItsOwnTokenWithItsSecretInTheHeader() {
    server.then(Answer.ok(TOKEN));
    TokenSource tokens =
        source(
            client()
                .clientCredentials()
                .scope("notes:read", "notes:write")
                .audience("notes")
                .resource("https://a.test/x", "https://b.test"));
    assertThat(tokens.getToken()).hasValue("at-1");
    TokenServer.Asked asked = server.last();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(asked.header("Authorization")).isEqualTo("Basic " + base64("orders:s3cret"));
    assertThat(asked.body().split("&"))
        .containsExactlyInAnyOrder(
            "grant_type=client_credentials",
            "scope=notes%3Aread+notes%3Awrite",
            "audience=notes",
            "resource=https%3A%2F%2Fa.test%2Fx",
            "resource=https%3A%2F%2Fb.test");
  }

  /** RFC 6749, section 2.3.1: both are encoded as in a form before they are put together. */
  @Test
  void encodesIdAndSecretBeforeTheyAreJoined() {
    server.then(Answer.ok(TOKEN));
    OAuthClient odd = OAuthClient.ofTokenEndpoint(server.url()).basic("a:b", "p%ss wörd:+&=\u20ac");
    source(odd.clientCredentials()).getToken();
    assertThat(server.last().header("Authorization"))
        .isEqualTo("Basic " + base64("a%3Ab:p%25ss+w%C3%B6rd%3A%2B%26%3D%E2%82%AC"));
  }

  @Test
  void sendsItsSecretInTheFormWhenTold() {
    server.then(Answer.ok(TOKEN));
    OAuthClient post = OAuthClient.ofTokenEndpoint(server.url()).post("or ders", "s&=cret");
    source(post.clientCredentials()).getToken();
    assertThat(server.last().header("Authorization")).isNull();
    assertThat(server.last().body()).contains("client_id=or+ders", "client_secret=s%26%3Dcret");
  }

  @Test
  void keepsATokenAsLongAsItsServerSays() {
    server.then(Answer.ok(TOKEN), Answer.ok(TOKEN.replace("at-1", "at-2")));
    TokenSource tokens = source(client().clientCredentials());
    tokens.getToken();
    clock.advance(Duration.ofSeconds(224));
    assertThat(tokens.getToken()).hasValue("at-1");
    assertThat(server.asked()).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.getToken()).hasValue("at-1");
    assertThat(tokens.getToken()).hasValue("at-2");
  }

  @Test
  void readsTheEndOfATokenFromTheTokenWhenItsServerSaysNothing() {
    long end = clock.instant().plusSeconds(100).getEpochSecond();
    String jwt = "e30." + base64Url("{\"exp\":" + end + ".5}") + ".c2ln";
    server.then(Answer.ok("{\"access_token\":\"" + jwt + "\"}"), Answer.ok(TOKEN));
    TokenSource tokens = source(client().clientCredentials());
    tokens.getToken();
    clock.advance(Duration.ofSeconds(94));
    assertThat(tokens.getToken()).hasValue(jwt);
    clock.advance(Duration.ofSeconds(6));
    assertThat(tokens.getToken()).hasValue("at-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "a.b.c", "e30.e30.c2ln", "e30.eyJleHAiOiJ4In0.c2ln"})
  void keepsATokenOfWhichNothingIsKnownForAMinute(String token) {
    server.then(Answer.ok("{\"access_token\":\"" + token + "\"}"), Answer.ok(TOKEN));
    TokenSource tokens = source(client().clientCredentials());
    tokens.getToken();
    clock.advance(Duration.ofSeconds(44));
    assertThat(tokens.getToken()).hasValue(token);
    assertThat(server.asked()).hasSize(1);
    clock.advance(Duration.ofSeconds(11));
    assertThat(tokens.getToken()).hasValue("at-1");
  }

  @Test
  void usesTheRefreshTokenThatTheServerGaveLast() {
    server.then(
        Answer.ok("{\"access_token\":\"a1\",\"expires_in\":60,\"refresh_token\":\"r2\"}"),
        Answer.ok("{\"access_token\":\"a2\",\"expires_in\":60}"),
        Answer.ok("{\"access_token\":\"a3\",\"expires_in\":60,\"refresh_token\":\"r3\"}"));
    List<String> kept = new ArrayList<>();
    TokenSource tokens =
        source(
            client()
                .refreshToken(
                    "r1",
                    next -> {
                      kept.add(next);
                      throw new IllegalStateException("the database is down");
                    }));
    for (String wanted : List.of("a1", "a2", "a3")) {
      assertThat(tokens.getToken(null, true)).hasValue(wanted);
    }
    assertThat(server.asked().stream().map(TokenServer.Asked::body))
        .satisfiesExactly(
            one -> assertThat(one).contains("refresh_token=r1", "grant_type=refresh_token"),
            two -> assertThat(two).contains("refresh_token=r2"),
            three -> assertThat(three).contains("refresh_token=r2"));
    assertThat(kept).containsExactly("r2", "r3");
  }

  @Test
  void exchangesTheTokenOfWhomeverItIsFor() {
    AtomicReference<Optional<String>> caller = new AtomicReference<>(Optional.of("ada"));
    server.then(
        Answer.ok("{\"access_token\":\"for-ada\",\"token_type\":\"N_A\",\"expires_in\":60}"),
        Answer.ok("{\"access_token\":\"for-grace\",\"expires_in\":60}"));
    TokenSource tokens =
        source(client().tokenExchange(request -> caller.get()).audience("inventory"));
    assertThat(tokens.getToken()).hasValue("for-ada");
    assertThat(server.last().body().split("&"))
        .contains(
            "subject_token=ada",
            "subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token",
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange",
            "audience=inventory");
    caller.set(Optional.of("grace"));
    assertThat(tokens.getToken()).hasValue("for-grace");
    caller.set(Optional.of("ada"));
    assertThat(tokens.getToken()).hasValue("for-ada");
    caller.set(Optional.empty());
    assertThat(tokens.getToken()).isEmpty();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void knowsNoTemplatesAndSetsNoParameterOfTheGrant() {
    assertThatThrownBy(() -> source(client().clientCredentials()).getToken("convex", false))
        .hasMessageContaining("templates");
    assertThatThrownBy(() -> client().clientCredentials().parameter("client_id", "other"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.asked()).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64Url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
