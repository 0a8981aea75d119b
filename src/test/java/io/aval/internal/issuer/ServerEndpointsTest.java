package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.AUTHORIZED;
import static io.aval.internal.issuer.IssuerHost.JSON;
import static io.aval.internal.issuer.IssuerHost.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What servers call with a secret key, besides templates. */
class ServerEndpointsTest {
  private static final List<String> ENDPOINTS =
      List.of(
          "GET /v1/jwt_templates",
          "POST /v1/jwt_templates",
          "GET /v1/jwt_templates/x",
          "PATCH /v1/jwt_templates/x",
          "DELETE /v1/jwt_templates/x",
          "GET /v1/sessions/sess_ada",
          "POST /v1/sessions/sess_ada/tokens",
          "POST /v1/sessions/sess_ada/tokens/convex",
          "GET /v1/jwks",
          "GET /v1/signing_keys",
          "POST /v1/signing_keys/rotate");

  private IssuerHost host;

  @AfterEach
  void stop() {
    host.close();
  }

  private void start() throws Exception {
    host =
        IssuerHost.setupForServers()
            .with("aval.issuer.demo-users", "/WEB-INF/demo-users.json")
            .start();
  }

  @Test
  void areNotThereWithoutASecretKey() throws Exception {
    host = IssuerHost.setup().with("aval.issuer.demo-users", "/WEB-INF/demo-users.json").start();
    for (String line : ENDPOINTS) {
      assertThat(host.call(line, AUTHORIZED).status())
          .as(line)
          .isIn(404, 405, 501); // the container's
    }
  }

  @Test
  void areShutToEverybodyWithoutARightKey() throws Exception {
    start();
    for (String line : ENDPOINTS) {
      host.call(line).isError(401, "authorization_header_format_invalid");
      Answer wrong = host.call(line, "Authorization: Bearer " + SECRET + "x");
      wrong.isError(401, "clerk_key_invalid");
      assertThat(wrong.head()).contains("WWW-Authenticate: Bearer");
      assertThat(wrong.head() + wrong.body()).doesNotContain(SECRET);
    }
  }

  @Test
  void takeOneBearerHeaderAndNothingElse() throws Exception {
    start();
    for (String header :
        List.of(
            "Authorization: " + SECRET,
            "Authorization: Basic " + SECRET,
            "Authorization: Bearer",
            "Authorization: Bearer a b",
            "Authorization: Bearer " + "x".repeat(513),
            AUTHORIZED + "\r\n" + AUTHORIZED)) {
      host.call("GET /v1/jwks", header).isError(401, "authorization_header_format_invalid");
    }
    host.call("GET /v1/jwks", "Authorization: bearer  " + SECRET).ok();
    host.call("GET /v1/jwks?secret_key=" + SECRET)
        .isError(401, "authorization_header_format_invalid");
  }

  @Test
  void publishTheKeysThatEverybodyMayFetch() throws Exception {
    start();
    assertThat(host.call("GET /v1/jwks", AUTHORIZED).ok())
        .isEqualTo(host.call("GET /.well-known/jwks.json").ok());
  }

  @Test
  void mintForAnyUserOfTheDirectory() throws Exception {
    start();
    JsonObject token = host.call("POST /v1/sessions/sess_ada/tokens/convex", AUTHORIZED).ok();
    assertThat(token.keySet()).containsExactly("object", "jwt");
    assertThat(token.getString("object")).isEqualTo("token");
    Tokens.Token template = Tokens.verified(host, token.getString("jwt"));
    assertThat(template.header()).containsEntry("cat", "aval_template");
    assertThat(template.claims().getString("sub")).isEqualTo("user_ada");
    assertThat(template.claims().keySet()).doesNotContain("azp", "sid", "sts", "v");
    assertThat(template.lifetime()).isEqualTo(3600);
  }

  @Test
  void mintSessionTokensInClerksShape() throws Exception {
    start();
    Tokens.Token token =
        Tokens.verified(host, host.call("POST /v1/sessions/sess_ada/tokens", AUTHORIZED).jwt());
    assertThat(token.header().keySet()).containsExactlyInAnyOrder("alg", "kid", "typ");
    assertThat(token.claims().keySet())
        .containsExactlyInAnyOrder("exp", "iat", "iss", "jti", "nbf", "sub", "sid", "sts", "v");
    assertThat(token.claims().getString("sid")).isEqualTo("sess_ada");
    assertThat(token.claims().getString("sts")).isEqualTo("active");
    assertThat(token.claims().getInt("v")).isEqualTo(2);
    assertThat(token.lifetime()).isEqualTo(60);
  }

  @Test
  void letTheCallerChooseTheLifetimeWithinBounds() throws Exception {
    start();
    for (String path : List.of("/tokens", "/tokens/convex")) {
      String line = "POST /v1/sessions/sess_ada" + path;
      for (int good : List.of(30, 315_360_000)) {
        String body = "{\"expires_in_seconds\":" + good + "}";
        assertThat(Tokens.verified(host, host.send(line, body, AUTHORIZED, JSON).jwt()).lifetime())
            .isEqualTo(good);
      }
      assertThat(host.send(line, "{\"expires_in_seconds\":null}", AUTHORIZED, JSON).jwt())
          .isNotBlank();
      for (String bad : List.of("29", "315360001", "-1", "60.5", "\"60\"", "true")) {
        host.send(line, "{\"expires_in_seconds\":" + bad + "}", AUTHORIZED, JSON)
            .isError(422, "form_param_value_invalid");
      }
      host.send(line, "{\"lifetime\":60}", AUTHORIZED, JSON).isError(422, "form_param_unknown");
    }
  }

  @Test
  void showASession() throws Exception {
    start();
    JsonObject session = host.call("GET /v1/sessions/sess_ada", AUTHORIZED).ok();
    assertThat(session.getString("object")).isEqualTo("session");
    assertThat(session.getString("id")).isEqualTo("sess_ada");
    assertThat(session.getString("user_id")).isEqualTo("user_ada");
    assertThat(session.getString("status")).isEqualTo("active");
  }

  @Test
  void answerUnknownSessionsTemplatesAndPaths() throws Exception {
    start();
    for (String line :
        List.of(
            "GET /v1/sessions",
            "GET /v1/sessions/",
            "GET /v1/sessions/sess_mallory",
            "GET /v1/sessions/sess_ada/",
            "POST /v1/sessions/sess_mallory/tokens",
            "POST /v1/sessions/ada/tokens",
            "POST /v1/sessions/sess_ada/tokens/none",
            "POST /v1/sessions/sess_ada/tokens/",
            "POST /v1/sessions/sess_ada/tokens/convex/more",
            "POST /v1/sessions/sess_~YWRh/tokens",
            "GET /v1/signing_keys/x",
            "GET /v1/jwt_templates/a/b")) {
      host.call(line, AUTHORIZED).isError(404, "resource_not_found");
    }
  }

  @Test
  void nameTheMethodsThatAreAllowed() throws Exception {
    start();
    for (String line :
        List.of(
            "DELETE /v1/jwt_templates",
            "PUT /v1/jwt_templates/x",
            "POST /v1/sessions/sess_ada",
            "GET /v1/sessions/sess_ada/tokens/convex",
            "POST /v1/jwks",
            "POST /v1/signing_keys",
            "GET /v1/signing_keys/rotate")) {
      Answer answer = host.call(line, AUTHORIZED);
      answer.isError(405, "method_not_allowed");
      assertThat(answer.head()).contains("Allow: ");
    }
  }

  @Test
  void sayThatNobodyIsKnownWithoutADirectory() throws Exception {
    host = IssuerHost.setupForServers().start();
    assertThat(
            host.call("POST /v1/sessions/sess_ada/tokens", AUTHORIZED)
                .isError(404, "resource_not_found"))
        .contains("io.aval.issuer.UserDirectory");
  }

  @Test
  void doNotChangeTheTemplatesOfAnApplication() throws Exception {
    start();
    String id =
        host.call("GET /v1/jwt_templates?paginated=true", AUTHORIZED)
            .ok()
            .getJsonArray("data")
            .getJsonObject(0)
            .getString("id");
    String one = " /v1/jwt_templates/" + id;
    host.send("PATCH" + one, "{\"lifetime\":60}", AUTHORIZED, JSON)
        .isError(403, "jwt_templates_read_only");
    host.call("DELETE" + one, AUTHORIZED).isError(403, "jwt_templates_read_only");
    host.send("POST /v1/jwt_templates", "{\"name\":\"a\",\"claims\":{}}", AUTHORIZED, JSON)
        .isError(403, "jwt_templates_read_only");
  }

  @Test
  void rotateTheSigningKeysByHand() throws Exception {
    start();
    String before = host.call("GET /v1/signing_keys", AUTHORIZED).ok().toString();
    assertThat(before).contains("\"state\":\"current\"", "\"state\":\"next\"");
    JsonObject next = host.call("POST /v1/signing_keys/rotate", AUTHORIZED).ok();
    assertThat(next.getString("state")).isEqualTo("next");
    assertThat(next.isNull("active_from")).isFalse();
    JsonObject after = host.call("GET /v1/signing_keys", AUTHORIZED).ok();
    assertThat(after.getInt("total_count")).isEqualTo(3);
    assertThat(after.toString()).doesNotContain("\"d\"", "\"n\"");
  }
}
