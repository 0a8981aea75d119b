package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.testing.Behaviour;
import io.aval.testing.RefusalCases;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every reason through every door, with the mechanism and without it. */
@ExtendWith(ArquillianExtension.class)
class DoorsIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final TestIssuer DOWN = TestIssuer.start();

  @ArquillianResource
  @OperateOnDeployment("on")
  private URL on;

  @ArquillianResource
  @OperateOnDeployment("off")
  private URL off;

  static {
    DOWN.everything(Behaviour.status(500, ""));
  }

  @Deployment(name = "on", testable = false)
  static WebArchive withMechanism() {
    return application("doors-on").archive();
  }

  @Deployment(name = "off", testable = false)
  static WebArchive withoutMechanism() {
    return application("doors-off").parameter("aval.container-security", "off").archive();
  }

  private static TestWar application(String name) {
    return TestWar.named(name)
        .packageOf(RestApplication.class)
        .parameters(RefusalCases.configuration(ISSUER.jwksUri().toString()))
        .parameter("aval.providers.down.domain", DOWN.issuer())
        .parameter("aval.providers.down.application-id", "app")
        .parameter("aval.providers.oidc.domain", ISSUER.issuer())
        .parameter("aval.providers.oidc.application-id", "app")
        .parameter("aval.providers.oidc.roles-claims", "roles")
        .parameter("aval.token-sources", "header,cookie:session,query:access_token")
        .webXml(TestWar.PROTECTED_PATHS);
  }

  private static TestTokens token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now());
  }

  @Test
  void tellsEveryTokenOfTheTableThroughEveryDoorWithTheMechanism() {
    URL base = on;
    Set<Reason> seen = table(base, List.of("rest/open/who", "plain", "secret"));
    assertThat(missing(seen)).isEmpty();
  }

  @Test
  void tellsEveryTokenOfTheTableThroughEveryDoorWithoutTheMechanism() {
    URL base = off;
    // Without a mechanism a protected URL is the container's alone.
    Set<Reason> seen = table(base, List.of("rest/open/who", "plain"));
    assertThat(missing(seen)).isEmpty();
  }

  /** The reasons that the table must cover: those that a token gives. The rest is tested below. */
  private static Set<Reason> missing(Set<Reason> seen) {
    Set<Reason> missing = EnumSet.complementOf(EnumSet.copyOf(seen));
    missing.removeIf(reason -> reason.getStatus() != 401);
    // No token at all, the annotation's own, and what needs a store: each has a test of its own.
    missing.removeAll(EnumSet.of(Reason.NO_TOKEN, Reason.STEP_UP_REQUIRED, Reason.REVOKED));
    return missing;
  }

  private static Set<Reason> table(URL base, List<String> doors) {
    Set<Reason> seen = EnumSet.noneOf(Reason.class);
    for (RefusalCases.Case row : RefusalCases.all()) {
      String token = row.make(ISSUER.current(), Instant.now());
      // Payara itself refuses headers of more than 8 KiB before any application sees them.
      if (token.length() > 7000 && !Server.current().isWildFly()) {
        row.expected().ifPresent(seen::add);
        continue;
      }
      for (String door : doors) {
        HttpResponse<String> response = Http.get(base, door, token);
        if (row.expected().isPresent()) {
          check(row + " at " + door, () -> Refusal.check(response, row.expected().get()));
          seen.add(row.expected().get());
        } else if (!door.equals("secret") || Server.current().letsMechanismsLogIn()) {
          assertThat(response.body()).as(row + " at " + door).startsWith(row.issuer() + "|user-1");
        } else {
          assertThat(response.statusCode()).as(row + " at " + door).isEqualTo(401);
        }
      }
    }
    return seen;
  }

  private static void check(String what, Runnable assertions) {
    try {
      assertions.run();
    } catch (AssertionError e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void answersRequestFaultsAlikeThroughEveryDoor() {
    URL base = on;
    requestFaults(base, List.of("rest/open/who", "plain", "secret"));
    assertThat(Http.get(base, "secret").statusCode()).isEqualTo(401);
    Refusal.check(Http.get(base, "secret"), Reason.NO_TOKEN);
  }

  @Test
  void answersRequestFaultsAlikeWithoutTheMechanism() {
    URL base = off;
    requestFaults(base, List.of("rest/open/who", "plain"));
  }

  private static void requestFaults(URL base, List<String> doors) {
    String good = token().sign();
    for (String door : doors) {
      for (String header : List.of("Bearer", "Bearer ", "bearer a b", "BEARER " + good + ",x")) {
        Refusal.check(
            Http.send(Http.to(base, door).header("Authorization", header)),
            Reason.MALFORMED_REQUEST);
      }
      Refusal.check(Http.get(base, door + "?access_token=" + good, good), Reason.MALFORMED_REQUEST);
      HttpResponse<String> down =
          Http.get(
              base, door, TestTokens.valid(DOWN.issuer(), ISSUER.current(), Instant.now()).sign());
      Refusal.check(down, Reason.KEYS_UNAVAILABLE);
      assertThat(down.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
      Refusal.check(Http.get(base, door, token().claim("jti", "revoked").sign()), Reason.REVOKED);
      HttpResponse<String> head = Http.send(headOf(Http.to(base, door)));
      assertThat(head.statusCode()).isEqualTo(401);
      assertThat(head.body()).isEmpty();
      Refusal.checkChallenge(head, Reason.MALFORMED_TOKEN);
      Refusal.check(
          Http.send(
              Http.to(base, door)
                  .header("Cookie", "session=" + good)
                  .header("Origin", "https://evil.test")
                  .POST(HttpRequest.BodyPublishers.ofString("x"))),
          Reason.CROSS_ORIGIN);
    }
  }

  private static HttpRequest.Builder headOf(HttpRequest.Builder request) {
    return request
        .header("Authorization", "Bearer garbage")
        .method("HEAD", HttpRequest.BodyPublishers.noBody());
  }

  @Test
  void takesACookieFromItsOwnPagesAndLeavesOtherSchemesAlone() {
    URL base = on;
    String cookie = "session=" + token().sign();
    String own = "http://" + base.getHost() + ":" + base.getPort();
    for (String door : List.of("rest/open/who", "plain")) {
      assertThat(Http.send(Http.to(base, door).header("Cookie", cookie)).body())
          .startsWith(ISSUER.issuer() + "|user-1");
      HttpRequest.Builder post =
          Http.to(base, door)
              .header("Cookie", cookie)
              .header("Origin", own)
              .POST(HttpRequest.BodyPublishers.ofString("x"));
      assertThat(Http.send(post).body()).startsWith(ISSUER.issuer() + "|user-1");
      assertThat(Http.send(Http.to(base, door).header("Authorization", "Basic eDp5")).body())
          .isEqualTo("nobody");
      assertThat(Http.get(base, door).body()).isEqualTo("nobody");
    }
  }

  @Test
  void leavesAPreflightAlone() {
    URL base = on;
    HttpRequest.Builder preflight =
        Http.to(base, "plain")
            .header("Origin", "https://page.test")
            .header("Access-Control-Request-Method", "GET")
            .header("Authorization", "Bearer garbage")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    assertThat(Http.send(preflight).statusCode()).isEqualTo(200);
  }

  @Test
  void logsEachRefusalUnderItsIdAndNeverAToken() throws Exception {
    URL base = on;
    List<String> tokens = new ArrayList<>();
    for (RefusalCases.Case row : RefusalCases.all()) {
      String token = row.make(ISSUER.current(), Instant.now());
      if (token.length() < 7000) {
        Http.get(base, "rest/open/who", token);
        tokens.add(token);
      }
    }
    String log = Server.current().log();
    assertThat(log).contains(Reason.EXPIRED.getLogId() + " EXPIRED");
    for (String token : tokens) {
      String signature = token.substring(token.lastIndexOf('.') + 1);
      assertThat(log.contains(token)).as("the log has a token").isFalse();
      assertThat(signature.length() > 20 && log.contains(signature)).isFalse();
    }
  }
}
