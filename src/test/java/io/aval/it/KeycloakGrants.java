package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.client.OAuthClient;
import io.aval.client.TokenException;
import io.aval.client.TokenSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The client's grants, each at a running Keycloak. */
final class KeycloakGrants {
  private static final String SECRET = "throw-away";

  private KeycloakGrants() {}

  static void check(Keycloak keycloak) {
    OAuthClient service = OAuthClient.ofIssuer(Keycloak.issuer("aval")).basic("service", SECRET);
    try (TokenSource own = TokenSource.of(service.clientCredentials())) {
      String token = own.getToken().orElseThrow();
      assertThat(claims(token)).contains("\"preferred_username\":\"service-account-service\"");
      assertThat(own.getToken()).hasValue(token);
      assertThat(own.getToken(null, true).orElseThrow()).isNotEqualTo(token);
    }
    refreshes(keycloak);
    exchanges(service, keycloak);
    OAuthClient wrong = OAuthClient.ofIssuer(Keycloak.issuer("aval")).post("service", "wrong");
    try (TokenSource none = TokenSource.of(wrong.clientCredentials())) {
      TokenException refusal = catchThrowableOfType(TokenException.class, none::getToken);
      assertThat(refusal.getStatus()).hasValue(401);
      assertThat(refusal.getError()).hasValue("unauthorized_client");
    }
  }

  private static void refreshes(Keycloak keycloak) {
    OAuthClient app = OAuthClient.ofIssuer(Keycloak.issuer("aval")).withoutSecret("app");
    List<String> rotated = new ArrayList<>();
    try (TokenSource ada =
        TokenSource.of(app.refreshToken(keycloak.refreshToken("aval"), rotated::add))) {
      for (int i = 0; i < 3; i++) {
        assertThat(claims(ada.getToken(null, true).orElseThrow()))
            .contains("\"preferred_username\":\"ada\"");
      }
    }
    assertThat(rotated).as("each one is new").hasSize(3).doesNotHaveDuplicates();
  }

  private static void exchanges(OAuthClient service, Keycloak keycloak) {
    String subject = keycloak.tokenOf("service", SECRET, "aval");
    try (TokenSource exchanged =
        TokenSource.of(service.tokenExchange(request -> Optional.of(subject)))) {
      String token = exchanged.getToken().orElseThrow();
      assertThat(token).isNotEqualTo(subject);
      assertThat(claims(token)).contains("\"preferred_username\":\"ada\"", "\"azp\":\"service\"");
    }
  }

  private static String claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new String(payload, StandardCharsets.UTF_8);
  }
}
