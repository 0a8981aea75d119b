package io.aval.internal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.dashboard.DashboardScene.Answer;
import io.aval.testing.MutableClock;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page calls, over HTTP. */
class DashboardApiTest {
  private static final String API = DashboardScene.API;
  private static final String SECRET = "a secret of at least 32 characters!";

  @TempDir private Path folder;
  private DashboardScene scene;

  @BeforeEach
  void start() throws Exception {
    scene =
        new DashboardScene(
            MutableClock.at("2026-01-01T00:00:00Z"),
            Map.of(
                "aval.issuer.demo-users",
                "/WEB-INF/demo-users.json",
                "aval.issuer.templates",
                folder.toString()));
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void tellsWhatTheEditorNeeds() throws Exception {
    JsonObject overview = scene.own("GET " + API + "overview", "").json();
    assertThat(overview.getString("issuer")).isEqualTo(scene.origin() + "/notes");
    assertThat(overview.getString("jwks_url")).endsWith("/notes/.well-known/jwks.json");
    assertThat(overview.getBoolean("read_only")).isFalse();
    assertThat(overview.getBoolean("development")).isTrue();
    assertThat(overview.getJsonArray("presets").getValuesAs(JsonObject.class))
        .extracting(preset -> preset.getString("title"))
        .containsExactly("Blank", "Convex", "Hasura", "Nhost", "Supabase", "Grafbase", "Fauna");
    assertThat(overview.getJsonObject("shortcodes").getString("user.email_verified"))
        .isEqualTo("boolean");
    assertThat(overview.getJsonArray("reserved").toString()).contains("\"iss\"", "\"sub\"");
  }

  @Test
  void keepsTemplatesAndNeverShowsAKey() throws Exception {
    JsonObjectBuilder mine =
        form("mine")
            .add("custom_signing_key", true)
            .add("signing_algorithm", "HS256")
            .add("signing_key", SECRET);
    JsonObject created = ok(scene.own("POST " + API + "templates", mine.build().toString()));
    assertThat(created.getString("signing_algorithm")).isEqualTo("HS256");
    String at = API + "templates/" + created.getString("id");

    String changed =
        form("yours")
            .add("custom_signing_key", true)
            .add("signing_algorithm", "HS256")
            .add("version", 1)
            .build()
            .toString();
    assertThat(ok(scene.own("PUT " + at, changed)).getInt("version")).isEqualTo(2);
    assertThat(folder.resolve("yours.json")).content().contains(SECRET); // kept, since none came
    Answer list = scene.own("GET " + API + "templates", "");
    assertThat(list.body()).contains("yours").doesNotContain(SECRET, "\"signing_key\"");
    ok(scene.own("DELETE " + at, ""));
    assertThat(scene.own("GET " + at, "").status()).isEqualTo(404);
  }

  @Test
  void showsWhatSomebodyElseHasMadeOfIt() throws Exception {
    JsonObject created = ok(scene.own("POST " + API + "templates", form("a").build().toString()));
    String at = API + "templates/" + created.getString("id");
    String theirs = form("a").add("lifetime", 99).add("version", 1).build().toString();
    ok(scene.own("PUT " + at, theirs));

    Answer conflict = scene.own("PUT " + at, form("a").add("version", 1).build().toString());
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.json().getJsonObject("current").getInt("lifetime")).isEqualTo(99);
    assertThat(conflict.json().getJsonObject("current").getInt("version")).isEqualTo(2);
  }

  @Test
  void saysWhichFieldIsWrongAndWhere() throws Exception {
    isFault(form("no spaces"), "name", "", -1);
    isFault(form("a").add("lifetime", 29), "lifetime", "", -1);
    isFault(form("a").add("allowed_clock_skew", 301), "allowed_clock_skew", "", -1);
    isFault(
        form("a").add("custom_signing_key", true).add("signing_algorithm", "HS256"),
        "signing_key",
        "",
        -1);
    isFault(form("a").add("claims_text", "{\"sub\":1}"), "claims", "/sub", -1);
    isFault(
        form("a").add("claims_text", "{\"a/b\":[1,{\"c\":\"x {{user.id\"}]}"),
        "claims",
        "/a~1b/1/c",
        2);
  }

  @Test
  void previewsTheClaimsAndNoToken() throws Exception {
    String draft =
        form("")
            .add(
                "claims_text",
                "{\"aud\":\"x\",\"who\":\"{{user.full_name}}\",\"n\":12345678901234567890}")
            .add("user", "ada")
            .build()
            .toString();
    Answer answer = scene.own("POST " + API + "preview", draft);
    JsonObject claims =
        Json.createReader(new java.io.StringReader(ok(answer).getString("claims_text")))
            .readObject();
    assertThat(claims.getString("who")).isEqualTo("Ada Lovelace");
    assertThat(claims.getString("iss")).isEqualTo(scene.origin() + "/notes");
    assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(60);
    assertThat(claims.getJsonNumber("n").toString()).isEqualTo("12345678901234567890");
    assertThat(answer.json().getString("header_text")).contains("\"kid\"", "\"RS256\"");
    assertThat(answer.body()).doesNotContain("eyJ"); // how every token begins
  }

  @Test
  void previewsADraftWithAnErrorAsJustThat() throws Exception {
    JsonObject warned =
        ok(
            scene.own(
                "POST " + API + "preview",
                form("")
                    .add("claims_text", "{\"a\":\"{{user.nick}}\"}")
                    .add("user", "ada")
                    .build()
                    .toString()));
    assertThat(warned.getJsonObject("warning").getString("pointer")).isEqualTo("/a");
    JsonObject broken =
        ok(
            scene.own(
                "POST " + API + "preview",
                form("").add("claims_text", "{").add("user", "ada").build().toString()));
    assertThat(broken.getJsonObject("error").getString("field")).isEqualTo("claims");
    JsonObject nobody =
        ok(scene.own("POST " + API + "preview", form("").add("user", "nobody").build().toString()));
    assertThat(nobody.getJsonObject("error").getString("field")).isEqualTo("user");
  }

  @Test
  void previewsOnlyAlgorithmsThatAKeyCanHave() throws Exception {
    for (String unknown : new String[] {"none", "None", "HS1", ""}) {
      JsonObject error = previewSignedBy(unknown).getJsonObject("error");
      assertThat(error.getString("field")).as(unknown).isEqualTo("signing_algorithm");
    }
    assertThat(previewSignedBy("HS256").getString("header_text")).contains("\"alg\": \"HS256\"");
  }

  private JsonObject previewSignedBy(String algorithm) throws Exception {
    JsonObjectBuilder draft =
        form("")
            .add("user", "ada")
            .add("custom_signing_key", true)
            .add("signing_algorithm", algorithm);
    return ok(scene.own("POST " + API + "preview", draft.build().toString()));
  }

  @Test
  void mintsForDemoUsersATokenThatTheInspectorAccepts() throws Exception {
    ok(scene.own("POST " + API + "templates", form("mine").build().toString()));
    String token =
        ok(scene.own("POST " + API + "mint", "{\"template\":\"mine\",\"user\":\"ada\"}"))
            .getString("token");
    JsonObject found = ok(scene.own("POST " + API + "inspect", "{\"token\":\"" + token + "\"}"));
    assertThat(found.getJsonObject("verdict").getBoolean("accepted")).isTrue();
    assertThat(found.getString("claims")).contains("\"aud\": \"x\"");
    JsonObject changed =
        ok(
            scene.own(
                "POST " + API + "inspect",
                "{\"token\":\"" + token.substring(0, token.length() - 4) + "AAAA\"}"));
    assertThat(changed.getJsonObject("verdict").getString("reason")).isEqualTo("BAD_SIGNATURE");
    assertThat(changed.isNull("hint")).isTrue();
    JsonObject word = ok(scene.own("POST " + API + "inspect", "{\"token\":\"undefined\"}"));
    assertThat(word.getJsonObject("hint").getString("id")).isEqualTo("no-token-yet");
    assertThat(word.getJsonObject("hint").getString("page")).isEqualTo("docs/clients-browser.md");
  }

  @Test
  void mintsNothingInProduction() throws Exception {
    try (DashboardScene production =
        new DashboardScene(MutableClock.at("2026-01-01T00:00:00Z"), Map.of())) {
      Answer answer =
          production.own("POST " + API + "mint", "{\"template\":\"convex\",\"user\":\"ada\"}");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("eyJ");
    }
  }

  @Test
  void doesNothingForPagesOfOtherSites() throws Exception {
    String post = "POST " + API + "templates";
    String body = form("evil").build().toString();
    String admin = "X-Test-Role: admin";
    String json = "Content-Type: application/json";
    String host = scene.origin().substring("http://".length());
    String[][] others = {
      {"Sec-Fetch-Site: cross-site", "Origin: https://evil.test"},
      {"Sec-Fetch-Site: same-site", "Origin: http://localhost:1"},
      {"Sec-Fetch-Site: none"},
      {"Origin: https://evil.test"},
      {"Origin: null"},
      {"Accept: */*"}
    };
    for (String[] from : others) {
      String second = from.length > 1 ? from[1] : "Accept: */*";
      Answer answer = scene.send(host, post, body, admin, json, from[0], second);
      assertThat(answer.status()).as(String.join(",", from)).isEqualTo(403);
      assertThat(answer.json().getString("code")).isEqualTo("origin_invalid");
    }
    Answer reads =
        scene.send(host, "GET " + API + "overview", "", admin, "Sec-Fetch-Site: cross-site");
    assertThat(reads.status()).isEqualTo(403);
    Answer form =
        scene.send(
            host, post, body, admin, "Sec-Fetch-Site: same-origin", "Content-Type: text/plain");
    assertThat(form.status()).isEqualTo(422);
    assertThat(folder).isEmptyDirectory();
    Answer own = scene.send(host, post, body, admin, json, "Origin: " + scene.origin());
    assertThat(own.status()).isEqualTo(200);
  }

  @Test
  void boundsWhatItReads() throws Exception {
    String long64 = "{\"token\":\"" + "x".repeat(128 * 1024) + "\"}";
    assertThat(scene.own("POST " + API + "inspect", long64).status()).isEqualTo(422);
    assertThat(scene.own("POST " + API + "inspect", "{").status()).isEqualTo(422);
    assertThat(scene.own("POST " + API + "inspect", "{}").status()).isEqualTo(422);
    assertThat(scene.own("PATCH " + API + "templates", "{}").status()).isEqualTo(404);
    assertThat(scene.own("GET " + API, "").status()).isEqualTo(404);
  }

  private void isFault(JsonObjectBuilder form, String field, String pointer, int position)
      throws Exception {
    JsonObject error = scene.own("POST " + API + "templates", form.build().toString()).json();
    assertThat(error.getString("field")).isEqualTo(field);
    assertThat(error.getString("pointer")).isEqualTo(pointer);
    assertThat(error.getInt("position")).isEqualTo(position);
    assertThat(error.getString("message")).isNotBlank();
    assertThat(folder.toFile().list()).noneMatch(name -> name.equals("a.json"));
  }

  private static JsonObject ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonObjectBuilder form(String name) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("claims_text", "{\"aud\":\"x\"}")
        .add("lifetime", 60)
        .add("allowed_clock_skew", 5)
        .add("custom_signing_key", false)
        .add("signing_algorithm", "RS256");
  }
}
