package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.aval.testing.Chromium;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The notes example as its own POM built it: everything that its README and the demo promise. */
@ExtendWith(ArquillianExtension.class)
class NotesExampleIT {
  private static final String WEB_XML = "WEB-INF/web.xml";
  private static final String BASE = "http://localhost:" + port() + "/notes";

  private final HttpClient http = HttpClient.newHttpClient();

  @Deployment(testable = false)
  static WebArchive example() throws IOException {
    File built = new File(System.getProperty("it.notes.war"));
    WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, built);
    try (InputStream file = war.get(WEB_XML).getAsset().openStream()) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String here = text.replace("http://localhost:8080/notes", BASE);
      assertThat(here).isNotEqualTo(text);
      war.delete(WEB_XML);
      return war.setWebXML(new StringAsset(here));
    }
  }

  @Test
  void answersNullToACallerWithoutAToken() throws Exception {
    Answer me = get("/api/me", null);

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.body()).isEqualTo("null");
  }

  @Test
  void tellsTheCallerWhoTheyAre() throws Exception {
    JsonObject me = get("/api/me", token("ada")).json();

    assertThat(me.getString("tokenIdentifier")).isEqualTo(BASE + "|user_ada");
    assertThat(me.getString("subject")).isEqualTo("user_ada");
    assertThat(me.getString("issuer")).isEqualTo(BASE);
    assertThat(me.getString("name")).isEqualTo("Ada Lovelace");
    assertThat(me.getString("givenName")).isEqualTo("Ada");
    assertThat(me.getString("familyName")).isEqualTo("Lovelace");
    assertThat(me.getString("nickname")).isEqualTo("ada");
    assertThat(me.getString("email")).isEqualTo("ada@example.com");
    assertThat(me.get("emailVerified")).isEqualTo(JsonValue.TRUE);
    assertThat(me.get("phoneNumberVerified")).isEqualTo(JsonValue.FALSE);
    assertThat(me.getString("updatedAt")).isEqualTo("2025-10-09T08:53:20Z");
    assertThat(me.getString("pictureUrl")).startsWith("data:image/svg+xml,");
    assertThat(me).hasSize(12); // absent ones are left out: phone number
  }

  @Test
  void keepsEverybodysNotesApart() throws Exception {
    String ada = token("ada");
    String grace = token("grace");
    Answer added = post("/api/notes", ada, "{\"text\":\" Note G \"}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().getString("text")).isEqualTo("Note G");
    int id = added.json().getInt("id");

    assertThat(get("/api/notes", ada).body()).contains("\"id\":" + id);
    assertThat(get("/api/notes", grace).body()).isEqualTo("[]");
    assertThat(delete("/api/notes/" + id, grace).status()).isEqualTo(404);
    assertThat(delete("/api/notes/" + id, ada).status()).isEqualTo(204);
    assertThat(delete("/api/notes/" + id, ada).status()).isEqualTo(404);
    assertThat(get("/api/notes", ada).body()).isEqualTo("[]");
  }

  @Test
  void answers400ToWhatItCannotUse() throws Exception {
    String ada = token("ada");
    for (String body : new String[] {"{\"text\":\" \"}", "{}", "{", "[]", "null"}) {
      assertThat(post("/api/notes", ada, body).status()).as(body).isEqualTo(400);
    }
    String longest = "x".repeat(1000);
    Answer tooLong = post("/api/notes", ada, "{\"text\":\"" + longest + "x\"}");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.json().getString("detail")).isEqualTo("text has at most 1000 characters");
    Answer fits = post("/api/notes", ada, "{\"text\":\"" + longest + "\"}");
    assertThat(fits.status()).isEqualTo(201);
    delete("/api/notes/" + fits.json().getInt("id"), ada);
  }

  @Test
  void refusesCallersWithoutATokenWhereOneIsNeeded() throws Exception {
    for (Answer answer :
        new Answer[] {
          get("/api/notes", null),
          post("/api/notes", null, "{\"text\":\"x\"}"),
          delete("/api/notes/1", null)
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge()).startsWith("Bearer").doesNotContain("error=");
      assertThat(answer.json().getString("code")).isEqualTo("NO_TOKEN");
    }
  }

  @Test
  void refusesAChangedTokenAndSaysWhy() throws Exception {
    String token = token("ada");
    String changed = token.substring(0, token.length() - 5) + "AAAAA";

    for (String path : new String[] {"/api/me", "/api/notes"}) {
      Answer answer = get(path, changed);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge()).contains("error=\"invalid_token\"");
      assertThat(answer.json().getString("code")).isEqualTo("BAD_SIGNATURE");
    }
  }

  @Test
  void tellsAdministratorsAloneWhoHasBeenHere() throws Exception {
    String grace = token("grace");
    assertThat(get("/api/me", grace).status()).isEqualTo(200);

    Answer toAda = get("/api/users", token("ada"));
    assertThat(toAda.status()).as(toAda.body()).isEqualTo(200);
    assertThat(toAda.body())
        .containsOnlyOnce("\"" + BASE + "|user_ada\"")
        .containsOnlyOnce("\"" + BASE + "|user_grace\"")
        .contains("\"name\":\"Grace Hopper\"")
        .contains("\"firstSeen\":\"20");
    Answer toGrace = get("/api/users", grace);
    assertThat(toGrace.status()).isEqualTo(403);
    assertThat(toGrace.json().getString("code")).isEqualTo("FORBIDDEN");
    assertThat(get("/api/users", null).status()).isEqualTo(401);
  }

  @Test
  void servesItsPageAndItsIssuerToAnybody() throws Exception {
    assertThat(get("/", null).body()).contains("<title>Notes</title>");
    assertThat(get("/.well-known/openid-configuration", null).json().getString("issuer"))
        .isEqualTo(BASE);
    // A bad token does not matter where none is asked for.
    assertThat(get("/.well-known/jwks.json", "x.y.z").status()).isEqualTo(200);
  }

  @Test
  void servesTheBrowserClientAsModules() throws Exception {
    for (String file : new String[] {"aval.js", "session.js", "aval-react.js"}) {
      HttpRequest request = request("/aval/" + file, null).GET().build();
      HttpResponse<String> module = http.send(request, BodyHandlers.ofString());
      assertThat(module.statusCode()).as(file).isEqualTo(200);
      assertThat(module.headers().firstValue("Content-Type").orElse("").split(";")[0])
          .as(file)
          .isIn("text/javascript", "application/javascript");
      assertThat(module.body()).as(file).contains("export");
    }
  }

  /** The end of the Clerk and Convex integration guide, on the page of this example. */
  @Test
  void keepsItsPageSignedInUntilClearAuth() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.newPage();
      page.setDefaultTimeout(15_000);
      List<String> complaints = new CopyOnWriteArrayList<>();
      page.onPageError(complaints::add);
      page.navigate(BASE + "/");
      shows(page, "#answer", "null");
      page.locator("button[data-user=ada]").click();

      shows(page, "#who", "Ada is signed in.");
      shows(page, "#email", "ada@example.com");
      assertThat(page.locator("#picture").getAttribute("src")).startsWith("data:image/svg");
      assertThat(page.locator("#picture").evaluate("img => img.naturalWidth > 0")).isEqualTo(true);
      page.locator("#text").fill("from a browser");
      page.locator("#add button").click();
      shows(page, "#notes", "from a browser");
      page.locator("#ask").click();
      shows(page, "#users", "Ada Lovelace");
      String token = page.locator("#raw").textContent();
      page.locator("#renew").click();
      page.waitForFunction("old => document.getElementById('raw').textContent !== old", token);

      page.locator("#tamper").click();
      shows(page, "#refused", "BAD_SIGNATURE: ");
      shows(page, "#who", "Ada is signed in.");
      page.reload();
      shows(page, "#notes", "from a browser");
      page.locator("#notes button").click();
      page.locator("#empty").waitFor();

      page.locator("#sign-out").click();
      shows(page, "#who", "Nobody is signed in.");
      shows(page, "#answer", "GET api/me\n200 OK\n\nnull");
      page.locator("button[data-user=grace]").click();
      shows(page, "#who", "Grace is signed in.");
      page.locator("#ask").click();
      shows(page, "#refused", "FORBIDDEN: ");
      assertThat(complaints).isEmpty();
    }
  }

  private static void shows(Page page, String where, String what) {
    page.locator(where)
        .filter(new Locator.FilterOptions().setHasText(what))
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
  }

  @Test
  void mintsNothingForPagesOfOtherSites() throws Exception {
    HttpRequest.Builder request = request("/v1/client/sessions/sess_ada/tokens/convex", null);
    request.POST(HttpRequest.BodyPublishers.noBody()).header("Origin", "https://evil.example");
    Answer answer = send(request);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("origin_invalid");
  }

  private static String port() {
    return System.getProperty(Server.current().isWildFly() ? "it.wildfly.http" : "it.payara.http");
  }

  private String token(String user) throws Exception {
    Answer minted = post("/v1/client/sessions/sess_" + user + "/tokens/convex", null, "");
    assertThat(minted.status()).as(minted.body()).isEqualTo(200);
    return minted.json().getString("jwt");
  }

  private Answer get(String path, String token) throws Exception {
    return send(request(path, token).GET());
  }

  private Answer delete(String path, String token) throws Exception {
    return send(request(path, token).DELETE());
  }

  private Answer post(String path, String token, String json) throws Exception {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("WWW-Authenticate").orElse(""),
        response.body());
  }

  private record Answer(int status, String challenge, String body) {
    JsonObject json() {
      return Json.createReader(new StringReader(body)).readObject();
    }
  }
}
