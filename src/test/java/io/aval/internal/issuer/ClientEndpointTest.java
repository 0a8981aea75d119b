package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What browsers call, with the session of the container's own login. */
class ClientEndpointTest {
  private static final String CLIENT = "GET /v1/client";
  private static final String MINT = "POST /v1/client/sessions/sess_ada/tokens";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String ALLOWED = "Origin: http://localhost:3000";

  private IssuerHost host;

  @AfterEach
  void stop() {
    host.close();
  }

  private String start() throws Exception {
    host = IssuerHost.setup().start();
    return host.signIn("ada");
  }

  @Test
  void tellsAPageItsSession() throws Exception {
    String cookie = start();
    JsonObject envelope = host.call(CLIENT, cookie).ok();
    assertThat(envelope.keySet()).containsExactly("response", "client");
    assertThat(envelope.isNull("client")).isTrue();
    JsonObject client = envelope.getJsonObject("response");
    assertThat(client.getString("object")).isEqualTo("client");
    assertThat(client.getString("last_active_session_id")).isEqualTo("sess_ada");
    JsonObject session = client.getJsonArray("sessions").getJsonObject(0);
    assertThat(session.getString("object")).isEqualTo("session");
    assertThat(session.getString("id")).isEqualTo("sess_ada");
    assertThat(session.getString("status")).isEqualTo("active");
    assertThat(session.getJsonObject("user").getString("id")).isEqualTo("ada");
    assertThat(session.getJsonObject("user").getString("username")).isEqualTo("ada");
  }

  @Test
  void tellsAStrangerThatThereIsNone() throws Exception {
    start();
    JsonObject client = host.call(CLIENT).ok().getJsonObject("response");
    assertThat(client.getJsonArray("sessions")).isEmpty();
    assertThat(client.isNull("last_active_session_id")).isTrue();
    host.call(MINT).isError(401, "authentication_invalid");
    host.call(MINT + "/convex").isError(401, "authentication_invalid");
  }

  @Test
  void mintsForTheOwnerOfTheSessionOnly() throws Exception {
    String cookie = start();
    Tokens.Token token = Tokens.verified(host, host.call(MINT + "/convex", cookie).jwt());
    assertThat(token.claims().getString("sub")).isEqualTo("ada");
    assertThat(token.claims().getString("nickname")).isEqualTo("ada");
    assertThat(token.claims()).doesNotContainKey("azp");
    Tokens.Token session = Tokens.verified(host, host.call(MINT, cookie).jwt());
    assertThat(session.claims().getString("sid")).isEqualTo("sess_ada");
    assertThat(session.lifetime()).isEqualTo(60);

    String other = host.signIn("grace");
    host.call(MINT, other).isError(404, "resource_not_found");
    host.call(MINT + "/convex", other).isError(404, "resource_not_found");
    host.call(MINT + "/none", cookie).isError(404, "resource_not_found");
  }

  @Test
  void writesTheOriginIntoAzpAndRefusesPagesOfOtherSites() throws Exception {
    String cookie = start();
    for (String origin : List.of(host.origin(), "http://localhost:3000")) {
      String token = host.call(MINT, cookie, "Origin: " + origin).jwt();
      assertThat(Tokens.verified(host, token).claims().getString("azp")).isEqualTo(origin);
    }
    for (String header :
        List.of(
            "Origin: https://evil.test",
            "Origin: null",
            "Origin: http://localhost:3000.evil.test",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site")) {
      Answer refused = host.call(MINT, cookie, header);
      refused.isError(403, "origin_invalid");
      assertThat(refused.head()).doesNotContain("Access-Control-Allow");
      host.call(CLIENT, cookie, header).isError(403, "origin_invalid");
    }
  }

  @Test
  void letsAllowedPagesCallWithCookiesAndReadRefusals() throws Exception {
    String cookie = start();
    for (Answer answer :
        List.of(host.call(CLIENT, cookie, ALLOWED), host.call(MINT + "/none", cookie, ALLOWED))) {
      assertThat(answer.head())
          .contains("Access-Control-Allow-Origin: http://localhost:3000", "Vary: Origin")
          .contains("Access-Control-Allow-Credentials: true");
    }
    Answer preflight =
        host.call(MINT.replace("POST", "OPTIONS"), ALLOWED, "Access-Control-Request-Method: POST");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.head())
        .contains("Access-Control-Allow-Methods: GET, POST")
        .contains("Access-Control-Allow-Credentials: true");
    Answer strangers = host.call(MINT.replace("POST", "OPTIONS"), "Origin: https://evil.test");
    assertThat(strangers.head()).doesNotContain("Access-Control-Allow");
  }

  @Test
  void knowsNobodyWhoShowsAToken() throws Exception {
    String cookie = start();
    String token = host.call(MINT + "/convex", cookie).jwt();
    for (String header : List.of("Authorization: Bearer " + token, "authorization: bearer x")) {
      host.call(MINT + "/convex", header).isError(401, "authentication_invalid");
      host.call(MINT + "/convex", cookie, header).isError(401, "authentication_invalid");
      assertThat(host.call(CLIENT, cookie, header).body()).contains("\"sessions\":[]");
    }
  }

  @Test
  void knowsNobodyWhomTheServerKnowsByAToken() throws Exception {
    start();
    String cookie = host.signIn("token-ada");
    assertThat(host.call(CLIENT, cookie).body()).contains("\"sessions\":[]");
    host.call(MINT.replace("ada", "token-ada"), cookie).isError(401, "authentication_invalid");
    assertThat(host.call(CLIENT, host.signIn("ada")).body()).contains("\"id\":\"sess_ada\"");
  }

  @Test
  void takesAnOrganizationOnlyWithASessionToken() throws Exception {
    host = IssuerHost.setup().knowing(new Members()).start();
    String cookie = host.signIn("ada");
    for (String form : List.of("organization_id=org_1", "organization_id=", "")) {
      String token = host.send(MINT, form, cookie, FORM).jwt();
      assertThat(Tokens.verified(host, token).claims().getJsonObject("o").getString("id"))
          .isEqualTo("org_1");
    }
    host.send(MINT, "organization_id=org_2", cookie, FORM).isError(404, "resource_not_found");
    host.send(MINT, "user=grace", cookie, FORM).isError(422, "form_param_unknown");
    host.send(MINT, "organization_id=org_1", cookie, "Content-Type: application/json")
        .isError(415, "unsupported_content_type");
    host.send(MINT, "a=%zz", cookie, FORM).isError(400, "request_body_invalid");
  }

  @Test
  void asksTheDirectoryOfTheApplication() throws Exception {
    host = IssuerHost.setup().knowing(new Members()).start();
    String cookie = host.signIn("ada");
    Tokens.Token token = Tokens.verified(host, host.call(MINT + "/convex", cookie).jwt());
    assertThat(token.claims().getString("sub")).isEqualTo("user_1");
    String unknown = host.signIn("mallory");
    assertThat(host.call(CLIENT, unknown).body()).contains("\"sessions\":[]");
    host.call(MINT.replace("ada", "mallory"), unknown).isError(404, "resource_not_found");
  }

  @Test
  void knowsSessionsOfNamesThatDoNotFitIntoAPath() throws Exception {
    host = IssuerHost.setup().start();
    String cookie = host.signIn("joan%20clarke%2F..");
    String id = SessionId.of("joan clarke/..");
    assertThat(host.call(CLIENT, cookie).body()).contains("\"id\":\"" + id + "\"");
    String token = host.call(MINT.replace("sess_ada", id), cookie).jwt();
    assertThat(Tokens.verified(host, token).claims().getString("sub")).isEqualTo("joan clarke/..");
  }

  @Test
  void showsThisMachineTheSessionsOfDemoUsers() throws Exception {
    host = IssuerHost.setup().with("aval.issuer.demo-users", "/WEB-INF/demo-users.json").start();
    JsonObject client = host.call(CLIENT).ok().getJsonObject("response");
    assertThat(client.getJsonArray("sessions").getValuesAs(JsonObject.class))
        .extracting(session -> session.getString("id"))
        .containsExactly("sess_ada", "sess_grace");
    assertThat(client.isNull("last_active_session_id")).isTrue();
    assertThat(host.call(CLIENT, "X-Forwarded-For: 127.0.0.1").body()).contains("\"sessions\":[]");
    host.call(MINT, "X-Forwarded-For: 127.0.0.1").isError(403, "authorization_invalid");
  }

  @Test
  void answersOtherPathsAndMethods() throws Exception {
    String cookie = start();
    for (String line :
        List.of(
            "GET /v1/client/",
            "POST /v1/client/sessions",
            "POST /v1/client/sessions/sess_ada",
            "POST /v1/client/sessions/sess_ada/tokens/convex/more",
            "POST /v1/client/sessions//tokens")) {
      host.call(line, cookie).isError(404, "resource_not_found");
    }
    host.call("POST /v1/client", cookie).isError(405, "method_not_allowed");
    host.call(MINT.replace("POST", "GET"), cookie).isError(405, "method_not_allowed");
  }

  private static final class Members implements UserDirectory {
    @Override
    public Optional<IssuerUser> find(String username) {
      return username.equals("ada")
          ? Optional.of(new IssuerUser("user_1", Map.of()))
          : Optional.empty();
    }

    @Override
    public Optional<IssuerSession> session(String username) {
      IssuerMembership engines =
          new IssuerMembership(
              "org_1",
              "Engines",
              Optional.empty(),
              Optional.empty(),
              Map.of(),
              "org:admin",
              Map.of(),
              List.of());
      return find(username)
          .map(user -> new IssuerSession(user, Optional.of(engines), Map.of(), Optional.empty()));
    }
  }
}
