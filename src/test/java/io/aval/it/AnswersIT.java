package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the settings for answers change, through every door, and what nothing changes. */
@ExtendWith(ArquillianExtension.class)
class AnswersIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  private static final String PAGE_FOR_EXCEPTIONS =
      "<error-page><exception-type>java.lang.Throwable</exception-type>"
          + "<location>/plain</location></error-page>";

  /** A small limit, so that Payara's own for headers does not come first. */
  @ArquillianResource
  @OperateOnDeployment("small")
  private URL small;

  @ArquillianResource
  @OperateOnDeployment("lenient")
  private URL lenient;

  @Deployment(name = "small", testable = false)
  static WebArchive withASmallLimit() {
    return application("answers-small").parameter("aval.max-token-size", "4096").archive();
  }

  @Deployment(name = "lenient", testable = false)
  static WebArchive lenientAndTerse() {
    return application("answers-lenient")
        .parameter("aval.invalid-token", "defer")
        .parameter("aval.error-details", "status")
        .webXml(PAGE_FOR_EXCEPTIONS)
        .archive();
  }

  private static TestWar application(String name) {
    return TestWar.named(name)
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .webXml(TestWar.PROTECTED_PATHS);
  }

  private static TestTokens token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now());
  }

  @Test
  void refusesATokenBeyondTheConfiguredSizeThroughEveryDoor() {
    URL base = small;
    String large = token().claim("padding", "x".repeat(3500)).sign();
    assertThat(large.length()).isBetween(4097, 7000);
    for (Door door : Door.all()) {
      door.refused("5 kB", door.get(base, large), Reason.TOKEN_TOO_LARGE);
    }
    String fitting = token().claim("padding", "x".repeat(2000)).sign();
    assertThat(Door.rest().get(base, fitting).body()).startsWith(ISSUER.issuer());
  }

  @Test
  void letsABadTokenPassUntilSomebodyAsksWhereToldTo() {
    URL base = lenient;
    assertThat(Http.get(base, "rest/threads/ping", "garbage").body()).isEqualTo("pong");
    for (Door door : Door.all()) {
      checkTerse(door.get(base, "garbage"));
      checkTerse(Http.get(base, door.guarded() + "authenticated", "garbage"));
    }
    assertThat(Http.get(base, "rest/open/who").body()).isEqualTo("nobody");
    assertThat(Http.get(base, "rest/open/who", token().sign()).body()).startsWith(ISSUER.issuer());
  }

  /** The status and RFC 6750's error, and not why. */
  private static void checkTerse(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"status\":401,\"error\":\"invalid_token\"}");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"aval\", error=\"invalid_token\"");
  }

  @Test
  void letsNobodyInWhenTheRevocationStoreFails() throws Exception {
    URL base = small;
    String token = token().claim("jti", "broken").sign();
    for (Door door : Door.all()) {
      HttpResponse<String> response = door.get(base, token);
      assertThat(response.statusCode()).as(door.open()).isEqualTo(500);
      assertThat(response.body())
          .as(door.open())
          .doesNotContain("password of the denylist")
          .doesNotContain(ISSUER.issuer())
          .doesNotContain(token);
    }
    assertThat(Server.current().log()).contains("AVAL-203").doesNotContain(token);
  }

  @Test
  void showsNobodyTheApplicationsPageWhenTheRevocationStoreFails() {
    String token = token().claim("jti", "broken").sign();
    for (String path : List.of("plain", "rest/open/who", "guard/authenticated")) {
      HttpResponse<String> response = Http.get(lenient, path, token);
      assertThat(response.statusCode()).as(path).isEqualTo(500);
      assertThat(response.body()).as(path).isEqualTo("nobody");
    }
  }

  @Test
  void letsAPageReadTheRefusalThatItMayRead() {
    URL base = small;
    HttpResponse<String> refused = Http.get(base, "guard/authenticated");
    Refusal.check(refused, Reason.NO_TOKEN);
    assertThat(refused.headers().allValues("Access-Control-Allow-Origin"))
        .containsExactly("https://page.test");
    assertThat(String.join(",", refused.headers().allValues("Vary"))).contains("Origin", "Accept");
    assertThat(refused.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void leavesNoErrorInTheLogWhereTheContainerProtectsTheUrl() throws Exception {
    URL base = small;
    int before = Server.current().log().length();
    // More than one each: the server may log a call after it has answered it.
    for (int i = 0; i < 3; i++) {
      Refusal.check(Http.get(base, "secret"), Reason.NO_TOKEN);
      Refusal.check(Http.get(base, "secret", "garbage"), Reason.MALFORMED_TOKEN);
      HttpRequest.Builder post =
          Http.to(base, "secret")
              .header("Authorization", "Bearer garbage")
              .POST(HttpRequest.BodyPublishers.ofString("x".repeat(300_000)));
      Refusal.check(Http.send(post), Reason.MALFORMED_TOKEN);
      HttpRequest.Builder head =
          Http.to(base, "secret").method("HEAD", HttpRequest.BodyPublishers.noBody());
      assertThat(Http.send(head).statusCode()).isEqualTo(401);
    }
    assertThat(Server.current().log().substring(before))
        .doesNotContain("UT010019")
        .doesNotContain("ERROR");
  }

  @Test
  void leavesAPreflightAloneAtEveryDoor() {
    URL base = small;
    for (Door door : Door.all()) {
      HttpResponse<String> answer =
          Http.send(
              Http.to(base, door.open())
                  .header("Origin", "https://page.test")
                  .header("Access-Control-Request-Method", "GET")
                  .header("Authorization", "Bearer garbage")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
      if (door.isContainers()) {
        // The container's own: it wants a caller for every method of a protected URL.
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("MALFORMED");
      } else {
        assertThat(answer.statusCode()).as(door.open()).isEqualTo(200);
      }
    }
  }
}
