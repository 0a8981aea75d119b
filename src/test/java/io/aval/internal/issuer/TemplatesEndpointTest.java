package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.AUTHORIZED;
import static io.aval.internal.issuer.IssuerHost.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates over HTTP, kept in a directory. */
class TemplatesEndpointTest {
  private static final String ALL = "/v1/jwt_templates";
  private static final String SECRET = "a secret of thirty-two characters";

  @TempDir private Path templates;
  private IssuerHost host;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(templates.resolve("first.json"), "{\"name\":\"first\",\"claims\":{}}");
    host = IssuerHost.setupForServers().with("aval.issuer.templates", templates.toString()).start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void createsReadsChangesAndDeletesATemplate() throws Exception {
    JsonObject made =
        create(
                "{\"name\":\"mine\",\"claims\":{\"aud\":\"app\",\"deep\":{\"a\":[1,null,true]}},"
                    + "\"lifetime\":3600,\"allowed_clock_skew\":0}")
            .ok();
    String id = made.getString("id");
    assertThat(made.keySet())
        .containsExactly(
            "object",
            "id",
            "name",
            "claims",
            "lifetime",
            "allowed_clock_skew",
            "custom_signing_key",
            "signing_algorithm",
            "created_at",
            "updated_at",
            "version");
    assertThat(made.getString("object")).isEqualTo("jwt_template");
    assertThat(made.getInt("lifetime")).isEqualTo(3600);
    assertThat(made.getInt("allowed_clock_skew")).isZero();
    assertThat(made.getString("signing_algorithm")).isEqualTo("RS256");
    assertThat(made.getJsonObject("claims"))
        .hasToString("{\"aud\":\"app\",\"deep\":{\"a\":[1,null,true]}}");
    assertThat(get(id).ok()).isEqualTo(made);

    JsonObject changed = patch(id, "{\"name\":\"yours\",\"lifetime\":null}").ok();
    assertThat(changed.getString("name")).isEqualTo("yours");
    assertThat(changed.getInt("lifetime")).isEqualTo(60);
    assertThat(changed.getInt("allowed_clock_skew")).isZero();
    assertThat(changed.getJsonObject("claims")).isEqualTo(made.getJsonObject("claims"));
    assertThat(changed.getInt("version")).isEqualTo(2);
    assertThat(templates.resolve("yours.json")).exists();

    JsonObject deleted = host.call("DELETE " + ALL + "/" + id, AUTHORIZED).ok();
    assertThat(deleted.keySet()).containsExactly("object", "id", "deleted");
    assertThat(deleted.getString("id")).isEqualTo(id);
    assertThat(deleted.getBoolean("deleted")).isTrue();
    get(id).isError(404, "resource_not_found");
    patch(id, "{}").isError(404, "resource_not_found");
    host.call("DELETE " + ALL + "/" + id, AUTHORIZED).isError(404, "resource_not_found");
  }

  @Test
  void listsByPage() throws Exception {
    for (int i = 0; i < 11; i++) {
      create("{\"name\":\"t" + (char) ('a' + i) + "\",\"claims\":{}}").ok();
    }
    assertThat(names("")).hasSize(10).startsWith("first", "ta");
    assertThat(names("?limit=500")).hasSize(12);
    assertThat(names("?limit=1&offset=11")).containsExactly("tk");
    assertThat(names("?offset=12")).isEmpty();
    assertThat(names("?paginated=false&unknown=1")).hasSize(10);
    JsonObject page = host.call("GET " + ALL + "?paginated=true&limit=2", AUTHORIZED).ok();
    assertThat(page.getInt("total_count")).isEqualTo(12);
    assertThat(page.getJsonArray("data")).hasSize(2);
  }

  @Test
  void refusesPagesOutOfBounds() throws Exception {
    for (String query :
        List.of(
            "limit=0",
            "limit=501",
            "limit=x",
            "limit=",
            "limit=1&limit=2",
            "offset=-1",
            "offset=1000000000",
            "paginated=yes")) {
      host.call("GET " + ALL + "?" + query, AUTHORIZED).isError(400, "query_param_value_invalid");
    }
  }

  @Test
  void neverShowsASigningKeyAndKeepsItThroughChanges() throws Exception {
    Answer made =
        create(
            "{\"name\":\"mine\",\"claims\":{},\"custom_signing_key\":true,"
                + "\"signing_algorithm\":\"HS256\",\"signing_key\":\""
                + SECRET
                + "\"}");
    String id = made.ok().getString("id");
    Answer changed = patch(id, "{\"lifetime\":90}");
    assertThat(changed.ok().getBoolean("custom_signing_key")).isTrue();
    assertThat(changed.json().getString("signing_algorithm")).isEqualTo("HS256");
    Answer list = host.call("GET " + ALL, AUTHORIZED);
    for (Answer answer : List.of(made, changed, get(id), list)) {
      assertThat(answer.body()).doesNotContain("signing_key\":\"", SECRET);
    }
    assertThat(Files.readString(templates.resolve("mine.json"))).contains(SECRET);

    String other =
        patch(id, "{\"signing_algorithm\":\"HS512\"}").isError(422, "form_param_missing");
    assertThat(other).isEqualTo("signing_key is missing.");
    String next = "another " + SECRET;
    patch(id, "{\"signing_key\":\"" + next + "\"}").ok();
    assertThat(Files.readString(templates.resolve("mine.json"))).contains(next);
    assertThat(patch(id, "{\"custom_signing_key\":false}").ok().getString("signing_algorithm"))
        .isEqualTo("RS256");
    assertThat(Files.readString(templates.resolve("mine.json"))).doesNotContain(SECRET);
  }

  @Test
  void losesNoneOfTwoChanges() throws Exception {
    String id = create("{\"name\":\"mine\",\"claims\":{}}").ok().getString("id");
    patch(id, "{\"version\":1,\"lifetime\":90}").ok();
    patch(id, "{\"version\":1,\"lifetime\":120}").isError(409, "conflict");
    patch(id, "{\"version\":3,\"lifetime\":120}").isError(409, "conflict");
    assertThat(patch(id, "{\"allowed_clock_skew\":9}").ok().getInt("lifetime")).isEqualTo(90);
  }

  @Test
  void refusesWhatIsNoTemplate() throws Exception {
    assertThat(create("{\"claims\":{}}").isError(422, "form_param_missing"))
        .isEqualTo("name is missing.");
    create("{\"name\":\"mine\"}").isError(422, "form_param_missing");
    create("{\"name\":1,\"claims\":{}}").isError(422, "form_param_value_invalid");
    create("{\"name\":\"../x\",\"claims\":{}}").isError(422, "form_param_value_invalid");
    create("{\"name\":\"mine\",\"claims\":[]}").isError(422, "form_param_value_invalid");
    create("{\"name\":\"mine\",\"claims\":\"{}\"}").isError(422, "form_param_value_invalid");
    create("{\"name\":\"first\",\"claims\":{}}").isError(422, "form_identifier_exists");
    String reserved = "{\"name\":\"mine\",\"claims\":{\"sub\":1,\"iss\":2}}";
    assertThat(create(reserved).isError(400, "jwt_template_reserved_claim")).contains("iss, sub");
    create("{\"name\":\"mine\",\"claims\":{},\"custom_signing_key\":true}")
        .isError(422, "form_param_missing");
    create("{\"name\":\"mine\",\"claims\":{},\"signing_key\":\"x\"}")
        .isError(422, "form_param_value_invalid");
    create("{\"name\":\"mine\",\"claims\":{},\"version\":1}").isError(422, "form_param_unknown");
    create("{\"name\":\"mine\",\"claims\":{},\"custom_signing_key\":\"true\"}")
        .isError(422, "form_param_value_invalid");
    assertThat(names("")).containsExactly("first");
  }

  @Test
  void holdsTheBoundsOfSeconds() throws Exception {
    for (String good : List.of("30", "315360000", "null")) {
      String name = "n" + good;
      create("{\"name\":\"" + name + "\",\"claims\":{},\"lifetime\":" + good + "}").ok();
    }
    for (String bad :
        List.of("29", "315360001", "-30", "60.5", "\"60\"", "1e3", "9223372036854775808")) {
      create("{\"name\":\"bad\",\"claims\":{},\"lifetime\":" + bad + "}")
          .isError(422, "form_param_value_invalid");
    }
    for (String bad : List.of("-1", "301")) {
      create("{\"name\":\"bad\",\"claims\":{},\"allowed_clock_skew\":" + bad + "}")
          .isError(422, "form_param_value_invalid");
    }
  }

  private Answer create(String body) throws IOException {
    return host.send("POST " + ALL, body, AUTHORIZED, JSON);
  }

  private Answer get(String id) throws IOException {
    return host.call("GET " + ALL + "/" + id, AUTHORIZED);
  }

  private Answer patch(String id, String body) throws IOException {
    return host.send("PATCH " + ALL + "/" + id, body, AUTHORIZED, JSON);
  }

  private List<String> names(String query) throws IOException {
    Answer answer = host.call("GET " + ALL + query, AUTHORIZED);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonArray list = Json.createReader(new StringReader(answer.body())).readArray();
    return list.getValuesAs(each -> each.asJsonObject().getString("name"));
  }
}
