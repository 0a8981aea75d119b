package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An identity in an answer: one JSON shape, wherever it stands and whatever writes it. */
@ExtendWith(ArquillianExtension.class)
class IdentityJsonIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  @ArquillianResource
  @OperateOnDeployment("jsonb")
  private URL jsonb;

  @ArquillianResource
  @OperateOnDeployment("jackson")
  private URL jackson;

  @Deployment(name = "jsonb", testable = false)
  static WebArchive underJsonBinding() {
    return application("json-b").archive();
  }

  /** The same on Payara, where the parameter means nothing and the test is left out. */
  @Deployment(name = "jackson", testable = false)
  static WebArchive underJackson() {
    return application("json-jackson")
        .parameter("resteasy.preferJacksonOverJsonB", "true")
        .archive();
  }

  private static TestWar application(String name) {
    return TestWar.named(name)
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app");
  }

  private static String token() {
    Map<String, Object> custom = new HashMap<>();
    custom.put("plan", "pro");
    custom.put("seats", 3);
    custom.put("none", null);
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("name", "Ada \"L\" é")
        .claim("email", "ada@example.com")
        .claim("email_verified", "true")
        .claim("updated_at", 1_700_000_000)
        .claim("address", Map.of("formatted", "1 Street\nTown"))
        .claim("tokenIdentifier", "evil")
        .claim("org", custom)
        .claim("nothing", null)
        .sign();
  }

  private static JsonObject expected() {
    return Json.createObjectBuilder()
        .add("tokenIdentifier", ISSUER.issuer() + "|user-1")
        .add("subject", "user-1")
        .add("issuer", ISSUER.issuer())
        .add("name", "Ada \"L\" é")
        .add("email", "ada@example.com")
        .add("emailVerified", true)
        .add("address", "1 Street\nTown")
        .add("updatedAt", "2023-11-14T22:13:20Z")
        .add("org", Json.createObjectBuilder().add("plan", "pro").add("seats", 3).addNull("none"))
        .addNull("nothing")
        .build();
  }

  private static JsonValue get(URL base, String path, String token) {
    HttpResponse<String> response = Http.get(base, "rest/open/json/" + path, token);
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readValue();
    }
  }

  private static void checkAll(URL base) {
    String token = token();
    JsonObject user = expected();
    for (String path : Arrays.asList("injected", "value", "response", "optional")) {
      assertThat(get(base, path, token)).as(path).isEqualTo(user);
    }
    assertThat(get(base, "list", token).asJsonArray()).isEqualTo(List.of(user, user));
    for (String path : Arrays.asList("map", "record", "bean")) {
      assertThat(get(base, path, token).asJsonObject()).as(path).isEqualTo(Map.of("user", user));
    }
  }

  @Test
  void hasOneShapeUnderJsonBinding() {
    checkAll(jsonb);
  }

  @Test
  void hasTheSameShapeUnderJackson() {
    assumeTrue(Server.current().isWildFly(), "Payara has no switch to Jackson");
    checkAll(jackson);
  }

  private static void checkNobody(URL base) {
    assertThat(nobody(base, "injected")).isEqualTo("{}");
    assertThat(nobody(base, "optional")).isEqualTo("null");
    for (String path : Arrays.asList("map", "record", "bean")) {
      assertThat(nobody(base, path)).as(path).isEqualTo("{\"user\":{}}");
    }
    assertThat(nobody(base, "list")).isEqualTo("[{},{}]");
  }

  private static String nobody(URL base, String path) {
    HttpResponse<String> response = Http.get(base, "rest/open/json/" + path);
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    return response.body();
  }

  @Test
  void isAnEmptyObjectForNobodyAndNullForAnEmptyOptional() {
    checkNobody(jsonb);
  }

  @Test
  void saysNobodyTheSameUnderJackson() {
    assumeTrue(Server.current().isWildFly(), "Payara has no switch to Jackson");
    checkNobody(jackson);
  }
}
