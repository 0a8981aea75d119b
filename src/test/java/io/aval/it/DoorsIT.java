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
  private static final int LONGEST_ON_PAYARA = 7000;

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
  void tellsEveryReasonThroughEveryDoorWithTheMechanism() {
    URL base = on;
    for (Door door : Door.all()) {
      tellEverything(base, door);
    }
  }

  @Test
  void tellsEveryReasonThroughEveryDoorWithoutTheMechanism() {
    URL base = off;
    // Without a mechanism a protected URL is the container's alone; see ContainerSecurityIT.
    for (Door door : List.of(Door.rest(), Door.servlet())) {
      tellEverything(base, door);
    }
  }

  private static void tellEverything(URL base, Door door) {
    for (RefusalCases.Case row : RefusalCases.all()) {
      tokenOfTheTable(base, door, row);
    }
    requestFaults(base, door);
    outage(base, door);
    rules(base, door);
    Set<Reason> missing = door.missing();
    if (!Server.current().isWildFly()) {
      // Payara refuses headers of more than 8 KiB itself; AnswersIT has a smaller limit.
      missing.remove(Reason.TOKEN_TOO_LARGE);
    }
    if (!door.opens()) {
      // An untouched WildFly lets nobody in here, so nobody gets as far as a rule.
      missing.removeAll(
          Set.of(Reason.FORBIDDEN, Reason.INSUFFICIENT_SCOPE, Reason.STEP_UP_REQUIRED));
    }
    assertThat(missing).as("reasons not seen at " + door.open()).isEmpty();
  }

  private static void tokenOfTheTable(URL base, Door door, RefusalCases.Case row) {
    String token = row.make(ISSUER.current(), Instant.now());
    if (token.length() > LONGEST_ON_PAYARA && !Server.current().isWildFly()) {
      return;
    }
    HttpResponse<String> response = door.get(base, token);
    if (row.expected().isPresent()) {
      door.refused(row.toString(), response, row.expected().get());
    } else if (door.opens()) {
      assertThat(response.body())
          .as(row + " at " + door.open())
          .startsWith(row.issuer() + "|user-1");
    } else {
      door.refused(row.toString(), response, Reason.NO_TOKEN);
    }
  }

  private static void requestFaults(URL base, Door door) {
    String good = token().sign();
    String path = door.open();
    for (String header : List.of("Bearer", "Bearer ", "bearer a b", "BEARER " + good + ",x")) {
      door.refused(
          header,
          Http.send(Http.to(base, path).header("Authorization", header)),
          Reason.MALFORMED_REQUEST);
    }
    door.refused(
        "header and query",
        Http.get(base, path + "?access_token=" + good, good),
        Reason.MALFORMED_REQUEST);
    HttpResponse<String> head =
        Http.send(
            Http.to(base, path)
                .header("Authorization", "Bearer garbage")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(401);
    assertThat(head.body()).isEmpty();
    Refusal.checkChallenge(head, Reason.MALFORMED_TOKEN);
    door.refused(
        "cookie from elsewhere",
        Http.send(
            Http.to(base, path)
                .header("Cookie", "session=" + good)
                .header("Origin", "https://evil.test")
                .POST(HttpRequest.BodyPublishers.ofString("x"))),
        Reason.CROSS_ORIGIN);
  }

  private static void outage(URL base, Door door) {
    String token = TestTokens.valid(DOWN.issuer(), ISSUER.current(), Instant.now()).sign();
    HttpResponse<String> down = door.get(base, token);
    door.refused("issuer down", down, Reason.KEYS_UNAVAILABLE);
    assertThat(down.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
    String revoked = token().claim("jti", "revoked").sign();
    door.refused("revoked", door.get(base, revoked), Reason.REVOKED);
  }

  /** What the application itself asks of a caller: a bean, whichever door leads to it. */
  private static void rules(URL base, Door door) {
    String rule = door.guarded();
    door.refused("nobody", Http.get(base, rule + "authenticated"), Reason.NO_TOKEN);
    if (!door.opens()) {
      return;
    }
    String good = token().sign();
    door.refused("no role", Http.get(base, rule + "admin", good), Reason.FORBIDDEN);
    HttpResponse<String> scope = Http.get(base, rule + "scope", good);
    door.refused("no scope", scope, Reason.INSUFFICIENT_SCOPE);
    assertThat(scope.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("scope=\"notes:read notes:write\"");
    HttpResponse<String> stepUp = Http.get(base, rule + "stepup", good);
    door.refused("weak", stepUp, Reason.STEP_UP_REQUIRED);
    assertThat(stepUp.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("acr_values=\"gold\", max_age=300");
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
  void logsEachRefusalUnderItsIdAndNeverAToken() throws Exception {
    URL base = on;
    List<String> tokens = new ArrayList<>();
    Set<Reason> refused = EnumSet.noneOf(Reason.class);
    for (RefusalCases.Case row : RefusalCases.all()) {
      String token = row.make(ISSUER.current(), Instant.now());
      Http.get(base, "rest/open/who", token);
      tokens.add(token);
      if (token.length() < LONGEST_ON_PAYARA) {
        row.expected().ifPresent(refused::add);
      }
    }
    tokens.addAll(sentByOtherWays(base));
    String log = Server.current().log();
    for (Reason reason : refused) {
      assertThat(log).contains(reason.getLogId() + " " + reason.name());
    }
    for (String token : tokens) {
      for (String part : token.split("\\.")) {
        // Many tokens have the same header; shorter parts are no token's own.
        boolean found = part.length() > 60 && log.contains(part);
        assertThat(found).as("the log has a part of a token").isFalse();
      }
    }
  }

  /** Good and bad ones, in cookies and queries, and by hand. */
  private static List<String> sentByOtherWays(URL base) {
    String good = token().claim("jti", "sent-by-other-ways").sign();
    String expired = token().fromNow("exp", -600).claim("jti", "too-late").sign();
    for (String token : List.of(good, expired)) {
      for (String door : List.of("rest/open/who", "plain", "secret")) {
        Http.send(Http.to(base, door).header("Cookie", "session=" + token));
        Http.get(base, door + "?access_token=" + token);
        Http.get(base, door + "?access_token=" + token, token);
      }
    }
    return List.of(good, expired);
  }
}
