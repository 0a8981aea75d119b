package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.login.LoginFilter;
import io.aval.it.login.LoginMechanism;
import io.aval.it.login.Visitors;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application with a login and an issuer, and one that trusts it: Jakarta Security's login where
 * the server lets mechanisms log in, the application's own filter elsewhere.
 */
@ExtendWith(ArquillianExtension.class)
class IssuerEndpointsIT {
  static final String SECRET = "sk_test_a-key-of-these-tests-alone";
  static final String SECRET_HASH =
      "sha256:aa05107958fe1ff48c64fe08ac6f7c7a6f3b1a9bf21991f643d13dda7361ee5c";
  private static final String MINT = "v1/client/sessions/sess_ada/tokens";

  @ArquillianResource
  @OperateOnDeployment("issuer")
  private URL issuer;

  @ArquillianResource
  @OperateOnDeployment("trusting")
  private URL trusting;

  private static String address() {
    return origin() + "/issuer-endpoints";
  }

  private static String origin() {
    return "http://localhost:" + Server.current().httpPort();
  }

  private static Path templates() {
    return Path.of("target", "issuer-endpoints", System.getProperty("it.server")).toAbsolutePath();
  }

  @Deployment(name = "issuer", order = 1, testable = false)
  static WebArchive issuer() throws IOException {
    Files.createDirectories(templates());
    Files.writeString(
        templates().resolve("convex.json"),
        "{\"name\":\"convex\",\"claims\":{\"aud\":\"convex\",\"name\":\"{{user.first_name}}\"}}");
    return TestWar.named("issuer-endpoints")
        .classes(
            Visitors.class,
            Server.current().letsMechanismsLogIn() ? LoginMechanism.class : LoginFilter.class)
        .page("login", "signed in")
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.url", address())
        .parameter("aval.issuer.templates", templates().toString())
        .parameter("aval.issuer.secret-keys", SECRET_HASH)
        .parameter("aval.allowed-origins", "http://localhost:3000")
        .parameter("aval.providers.self.domain", address())
        .parameter("aval.providers.self.application-id", "convex")
        .archive();
  }

  @Deployment(name = "trusting", order = 2, testable = false)
  static WebArchive trusting() {
    return TestWar.named("issuer-trusting")
        .packageOf(RestApplication.class)
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.providers.other.domain", address())
        .parameter("aval.providers.other.application-id", "convex")
        .archive();
  }

  @Test
  void mintsForWhomeverTheApplicationHasSignedIn() {
    String cookie = signIn("ada");
    HttpResponse<String> client = Http.send(Http.to(issuer, "v1/client").header("Cookie", cookie));
    assertThat(client.body())
        .contains("\"last_active_session_id\":\"sess_ada\"", "\"id\":\"user_1\"");

    HttpResponse<String> minted = post(issuer, MINT + "/convex", "Cookie", cookie);
    assertThat(minted.statusCode()).as(minted.body()).isEqualTo(200);
    String token = jwt(minted);
    assertThat(Http.get(trusting, "rest/open/who", token).body())
        .startsWith(address() + "|user_1 ");
    assertThat(Http.get(trusting, "rest/guarded/class", token).statusCode()).isEqualTo(200);
    assertThat(Http.get(trusting, "rest/open/json/injected", token).body())
        .contains("\"name\":\"Ada\"");
    assertThat(post(issuer, MINT, "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void mintsForNobodyElse() {
    assertThat(Http.get(issuer, "v1/client").body()).contains("\"sessions\":[]");
    assertThat(post(issuer, MINT + "/convex").body()).contains("authentication_invalid");
    String mallory = signIn("mallory");
    assertThat(post(issuer, MINT + "/convex", "Cookie", mallory).statusCode()).isEqualTo(404);
    assertThat(
            post(issuer, "v1/client/sessions/sess_mallory/tokens", "Cookie", mallory).statusCode())
        .isEqualTo(404);
  }

  @Test
  void holdsTheRulesOfOrigins() {
    String cookie = signIn("ada");
    for (String origin : new String[] {origin(), "http://localhost:3000"}) {
      HttpResponse<String> minted =
          post(issuer, MINT + "/convex", "Cookie", cookie, "Origin", origin);
      assertThat(minted.statusCode()).as(minted.body()).isEqualTo(200);
    }
    HttpResponse<String> evil =
        post(issuer, MINT + "/convex", "Cookie", cookie, "Origin", "https://evil.test");
    assertThat(evil.statusCode()).isEqualTo(403);
    assertThat(evil.body()).contains("origin_invalid");
    HttpResponse<String> preflight =
        Http.send(
            Http.to(issuer, MINT)
                .header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
  }

  @Test
  void exchangesNoTokenForAnother() {
    String token = jwt(post(issuer, MINT + "/convex", "Cookie", signIn("ada")));
    String bearer = "Bearer " + token;
    String name = Http.get(trusting, "rest/open/who", token).body().split(" ")[1];
    assertThat(name).isNotBlank();
    HttpResponse<String> refused = post(trusting, MINT + "/convex", "Authorization", bearer);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("authentication_invalid");
    assertThat(Http.get(trusting, "v1/client", token).body()).contains("\"sessions\":[]");
  }

  @Test
  void servesServersWithASecretKey() {
    String bearer = "Bearer " + SECRET;
    HttpResponse<String> minted =
        post(issuer, "v1/sessions/sess_ada/tokens/convex", "Authorization", bearer);
    assertThat(Http.get(trusting, "rest/open/who", jwt(minted)).body())
        .startsWith(address() + "|user_1 ");
    assertThat(post(issuer, "v1/sessions/sess_ada/tokens/convex").statusCode()).isEqualTo(401);

    HttpResponse<String> made =
        json("POST", "v1/jwt_templates", "{\"name\":\"it\",\"claims\":{\"aud\":\"convex\"}}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    String one = "v1/jwt_templates/" + found(made.body(), "\"id\":\"([^\"]+)\"");
    assertThat(templates().resolve("it.json")).exists();
    assertThat(json("PATCH", one, "{\"lifetime\":90}").body()).contains("\"lifetime\":90");
    assertThat(json("PATCH", one, "{\"lifetime\":90,\"version\":1}").statusCode()).isEqualTo(409);
    assertThat(json("GET", "v1/jwt_templates?paginated=true", "").body())
        .contains("\"total_count\":2");
    assertThat(json("DELETE", one, "").body()).contains("\"deleted\":true");
    assertThat(json("GET", one, "").statusCode()).isEqualTo(404);
    assertThat(json("GET", "v1/jwks", "").body())
        .isEqualTo(Http.get(issuer, ".well-known/jwks.json").body());
  }

  @Test
  void writesWhatWasDoneIntoTheLogAndNoKey() throws Exception {
    assertThat(json("POST", "v1/signing_keys/rotate", "").body()).contains("\"state\":\"next\"");
    post(issuer, "v1/signing_keys/rotate", "Authorization", "Bearer " + SECRET + "x");
    assertThat(Server.current().log())
        .contains("AVAL-304")
        .doesNotContain(SECRET, SECRET_HASH.substring("sha256:".length()));
  }

  private String signIn(String user) {
    return Cookies.signIn(issuer, user);
  }

  private static HttpResponse<String> post(URL base, String path, String... headers) {
    HttpRequest.Builder request = Http.to(base, path).POST(BodyPublishers.noBody());
    return Http.send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> json(String method, String path, String body) {
    return Http.send(
        Http.to(issuer, path)
            .header("Authorization", "Bearer " + SECRET)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private static String jwt(HttpResponse<String> answer) {
    return found(answer.body(), "\"jwt\":\"([^\"]+)\"");
  }

  private static String found(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }
}
