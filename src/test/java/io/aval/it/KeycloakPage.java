package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.testing.real.Jwt;
import io.aval.testing.real.PageLines;
import io.aval.testing.real.Verdicts;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * A running Keycloak's kinds of tokens under the configurations of its page.
 *
 * @param api the page's usual lines
 * @param oneClient those for a page and an API that are one client
 * @param split those for inside and outside addresses
 * @param typed those for tokens of the type {@code at+jwt}
 */
record KeycloakPage(Verdicts api, Verdicts oneClient, Verdicts split, Verdicts typed) {
  private static final String PUBLIC = "https://sso.example.com/realms/notes";
  private static final Map<String, String> ADA = password("ada");

  /** Who has no role of the API's. */
  private static final Map<String, String> GRACE = password("grace");

  /** The page's lines for the realm {@code notes}, and for {@code outer} where they are split. */
  static Map<String, String> lines(int number) {
    String here = Keycloak.issuer("notes");
    return number == 3
        ? PageLines.of(
            "keycloak.md",
            number,
            Map.of(
                PUBLIC,
                "https://sso.example.com/realms/outer",
                "http://keycloak:8080/realms/notes",
                Keycloak.issuer("outer")))
        : PageLines.of("keycloak.md", number, Map.of(PUBLIC, here));
  }

  void check() {
    String brief = users("notes-brief").getString("access_token");
    acceptsUsersAndServiceAccounts();
    refusesWhatIsForOthers();
    refusesWhatIsNoAccessToken();
    refusesWhatLacksClaims();
    tellsTypesApart();
    knowsTheIssuerByItsOuterAddress();
    api.refusesInTheEnd(brief, Reason.EXPIRED);
  }

  private void acceptsUsersAndServiceAccounts() {
    JsonObject ada = api.accepts(users("notes-web").getString("access_token"));
    assertThat(Verdicts.texts(ada, "roles")).contains("staff", "editor");
    assertThat(ada.getString("email")).isEqualTo("ada@example.com");
    JsonObject worker = api.accepts(machines("notes", "notes-worker"), "client_id");
    assertThat(worker.getString("preferredUsername")).isEqualTo("service-account-notes-worker");
    assertThat(Verdicts.claim(worker, "client_id")).hasValue("notes-worker");
    assertThat(Verdicts.texts(worker, "roles")).doesNotContain("staff", "editor");
  }

  private void refusesWhatIsForOthers() {
    String users = answer("notes", "without-mapper", GRACE).getString("access_token");
    String machines = machines("notes", "without-mapper");
    for (String unmapped : new String[] {users, machines}) {
      assertThat(Jwt.claims(unmapped)).contains("\"aud\":\"account\"");
      api.refuses(unmapped, Reason.WRONG_AUDIENCE);
    }
    // Keycloak adds by itself whichever client the user has a role of.
    api.accepts(answer("notes", "without-mapper", ADA).getString("access_token"));
    String workers = machines("notes", "notes-worker");
    oneClient.refuses(workers, Reason.WRONG_AUDIENCE);
    String other = Keycloak.tokens("other", client("app", ADA)).getString("access_token");
    api.refuses(other, Reason.UNKNOWN_ISSUER);
  }

  private void refusesWhatIsNoAccessToken() {
    JsonObject all = users("notes-web");
    api.refuses(all.getString("id_token"), Reason.WRONG_AUDIENCE);
    oneClient.accepts(all.getString("access_token"));
    oneClient.refuses(all.getString("id_token"), Reason.INVALID_CLAIM);
    api.refuses(all.getString("refresh_token"), Reason.ALGORITHM_NOT_ALLOWED);
    oneClient.refuses(all.getString("refresh_token"), Reason.ALGORITHM_NOT_ALLOWED);
  }

  private void refusesWhatLacksClaims() {
    api.refuses(users("without-basic").getString("access_token"), Reason.MISSING_CLAIM);
    api.refuses(users("lightweight").getString("access_token"), Reason.MISSING_CLAIM);
  }

  private void tellsTypesApart() {
    String good = users("notes-typed").getString("access_token");
    assertThat(Jwt.header(good)).contains("at+jwt");
    typed.accepts(good);
    typed.accepts(machines("notes", "notes-worker"));
    typed.refuses(users("typed-without-client-id").getString("access_token"), Reason.MISSING_CLAIM);
    api.refuses(good, Reason.WRONG_TYPE);
  }

  private void knowsTheIssuerByItsOuterAddress() {
    String outer = machines("outer", "notes-worker");
    assertThat(Jwt.claims(outer)).contains("\"iss\":\"https://sso.example.com/realms/outer\"");
    split.accepts(outer);
    split.refuses(machines("notes", "notes-worker"), Reason.UNKNOWN_ISSUER);
    api.refuses(outer, Reason.UNKNOWN_ISSUER);
  }

  private static Map<String, String> password(String user) {
    return Map.of("grant_type", "password", "username", user, "password", "throw-away");
  }

  private static JsonObject users(String client) {
    return Keycloak.tokens("notes", client(client, ADA));
  }

  private static String machines(String realm, String client) {
    return answer(realm, client, Map.of("grant_type", "client_credentials"))
        .getString("access_token");
  }

  private static JsonObject answer(String realm, String client, Map<String, String> form) {
    Map<String, String> whole = client(client, form);
    whole.put("client_secret", "throw-away");
    return Keycloak.tokens(realm, whole);
  }

  private static Map<String, String> client(String client, Map<String, String> form) {
    Map<String, String> whole = new HashMap<>(form);
    whole.put("client_id", client);
    whole.put("scope", "openid");
    return whole;
  }
}
