package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What annotations ask of whom: one table, the same on every server. */
@ExtendWith(ArquillianExtension.class)
class AnnotationsIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final int NOBODY = 0;
  private static final int USER = 1;
  private static final int ADMIN = 2;
  private static final int SCOPED = 3;
  private static final int GOLD = 4;

  /**
   * What each caller gets: nobody, a user, an administrator, one with scopes, a fresh gold login.
   */
  private record Row(String path, int... status) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("rest/open/who", 200, 200, 200, 200, 200),
          new Row("rest/open/required", 401, 200, 200, 200, 200),
          new Row("rest/open/subject", 401, 200, 200, 200, 200),
          new Row("rest/guarded/class", 401, 200, 200, 200, 200),
          new Row("rest/guarded/permitall", 200, 200, 200, 200, 200),
          new Row("rest/guarded/identified", 200, 200, 200, 200, 200),
          new Row("rest/guarded/denyall", 403, 403, 403, 403, 403),
          new Row("rest/guarded/admin", 401, 403, 200, 403, 403),
          new Row("rest/guarded/anyone", 401, 200, 200, 200, 200),
          new Row("rest/guarded/scope", 401, 403, 403, 200, 403),
          new Row("rest/guarded/stepup", 401, 401, 401, 401, 200),
          new Row("rest/guarded/bean/stepup", 401, 401, 401, 401, 200),
          new Row("rest/guarded/bean/open", 200, 200, 200, 200, 200),
          new Row("rest/guarded/bean/authenticated", 401, 200, 200, 200, 200),
          new Row("rest/guarded/bean/admin", 401, 403, 200, 403, 403),
          new Row("rest/guarded/bean/scope", 401, 403, 403, 200, 403),
          new Row("guard/open", 200, 200, 200, 200, 200),
          new Row("guard/authenticated", 401, 200, 200, 200, 200),
          new Row("guard/admin", 401, 403, 200, 403, 403),
          new Row("guard/scope", 401, 403, 403, 200, 403),
          new Row("guard/stepup", 401, 401, 401, 401, 200),
          new Row("guard/denyall", 403, 403, 403, 403, 403),
          new Row("guard/permitall", 200, 200, 200, 200, 200),
          new Row("rest/generic/save", 401, 403, 200, 403, 403),
          new Row("rest/generic/drop", 403, 403, 403, 403, 403),
          new Row("rest/generic/open", 200, 200, 200, 200, 200),
          new Row("rest/rules/roles/class", 401, 403, 200, 403, 403),
          new Row("rest/rules/roles/open", 200, 200, 200, 200, 200),
          new Row("rest/rules/roles/denied", 403, 403, 403, 403, 403),
          // The server's own check of @RolesAllowed does not know @Authenticated.
          new Row("rest/rules/roles/anyone", 401, 403, 200, 403, 403),
          new Row("rest/rules/roles/scope", 401, 403, 403, 403, 403),
          new Row("rest/rules/denied/class", 403, 403, 403, 403, 403),
          new Row("rest/rules/denied/admin", 401, 403, 200, 403, 403),
          new Row("rest/rules/permitted/class", 200, 200, 200, 200, 200),
          new Row("rest/rules/permitted/admin", 401, 403, 200, 403, 403),
          new Row("rest/rules/scope/class", 401, 403, 403, 200, 403),
          new Row("rest/rules/scope/other", 401, 403, 403, 403, 403),
          new Row("rest/rules/scope/open", 200, 200, 200, 200, 200),
          new Row("rest/rules/stepup/class", 401, 401, 401, 401, 200),
          new Row("rest/rules/stepup/fresh", 401, 401, 401, 401, 401),
          new Row("rest/rules/bean/roles", 401, 403, 200, 403, 403),
          new Row("rest/rules/bean/open", 200, 200, 200, 200, 200),
          new Row("rest/rules/bean/denied", 403, 403, 403, 403, 403),
          new Row("rest/rules/bean/stepup", 401, 401, 401, 401, 200),
          new Row("rest/rules/bean/denied-class", 403, 403, 403, 403, 403),
          new Row("rest/rules/bean/denied-open", 200, 200, 200, 200, 200),
          new Row("rest/ejb/who", 200, 200, 200, 200, 200),
          new Row("require", 401, 200, 200, 200, 200));

  /** Only where the container itself knows the caller. */
  private static final List<Row> BY_CONTAINER =
      List.of(
          new Row("rest/ejb/admin", 401, 403, 200, 403, 403),
          new Row("secret", 401, 200, 200, 200, 200),
          new Row("secret/admin", 401, 403, 200, 403, 403));

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("annotations")
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.providers.main.roles-claims", "realm_access.roles,role")
        .parameter("aval.providers.main.allowed-roles", "admin,editor")
        .parameter("aval.container-security", "on")
        .webXml(TestWar.PROTECTED_PATHS)
        .archive();
  }

  private static TestTokens token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now());
  }

  private HttpResponse<String> as(int caller, String path) {
    return switch (caller) {
      case NOBODY -> Http.get(base, path);
      case USER -> Http.get(base, path, token().claim("role", "other").sign());
      case ADMIN ->
          Http.get(
              base,
              path,
              token().claim("realm_access", java.util.Map.of("roles", List.of("admin"))).sign());
      case SCOPED ->
          Http.get(base, path, token().claim("scope", "notes:write notes:read x").sign());
      default ->
          Http.get(base, path, token().claim("acr", "gold").fromNow("auth_time", -100).sign());
    };
  }

  private List<String> differences(List<Row> table) {
    List<String> differences = new ArrayList<>();
    for (Row row : table) {
      for (int caller = 0; caller < row.status().length; caller++) {
        HttpResponse<String> answer = as(caller, row.path());
        if (answer.statusCode() != row.status()[caller]) {
          differences.add(
              row.path() + " as " + caller + ": " + answer.statusCode() + " " + answer.body());
        }
      }
    }
    return differences;
  }

  @Test
  void asksTheSameOfEverybodyOnEveryServer() {
    assertThat(differences(TABLE)).isEmpty();
  }

  @Test
  void letsTheContainerEnforceItsOwnRulesWhereItKnowsTheCaller() {
    if (Server.current().letsMechanismsLogIn()) {
      assertThat(differences(BY_CONTAINER)).isEmpty();
      assertThat(as(ADMIN, "rest/ejb/caller").body()).isEqualTo(ISSUER.issuer() + "|user-1");
    } else {
      // An untouched WildFly: closed to everybody, and the log says which line opens it.
      for (int caller = NOBODY; caller <= GOLD; caller++) {
        assertThat(as(caller, "secret").statusCode()).isEqualTo(401);
        // Nobody is told to sign in, whom the token names is told that this is not enough.
        assertThat(as(caller, "rest/ejb/admin").statusCode())
            .isEqualTo(caller == NOBODY ? 401 : 403);
      }
    }
  }

  @Test
  void explainsWhatAnEndpointAsksFor() {
    Refusal.check(as(NOBODY, "rest/guarded/class"), Reason.NO_TOKEN);
    Refusal.check(as(NOBODY, "rest/guarded/bean/admin"), Reason.NO_TOKEN);
    Refusal.check(as(USER, "rest/guarded/admin"), Reason.FORBIDDEN);
    Refusal.check(as(USER, "rest/guarded/bean/admin"), Reason.FORBIDDEN);
    Refusal.check(as(NOBODY, "require"), Reason.NO_TOKEN);
    HttpResponse<String> scope = as(USER, "rest/guarded/scope");
    Refusal.check(scope, Reason.INSUFFICIENT_SCOPE);
    assertThat(scope.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("scope=\"notes:read notes:write\"");
    HttpResponse<String> stepUp = as(USER, "rest/guarded/stepup");
    Refusal.check(stepUp, Reason.STEP_UP_REQUIRED);
    assertThat(stepUp.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("acr_values=\"gold\", max_age=300");
  }

  @Test
  void tellsTheSameCallerToServletAndRest() {
    String expected = ISSUER.issuer() + "|user-1 " + ISSUER.issuer() + "|user-1 true";
    assertThat(as(ADMIN, "plain").body()).isEqualTo(expected);
    assertThat(as(ADMIN, "rest/open/who").body()).isEqualTo(expected);
    assertThat(as(USER, "plain").body()).endsWith(" false");
  }

  @Test
  void tellsTheFactsOfTheCallerByEveryApi() {
    String name = ISSUER.issuer() + "|user-1";
    assertThat(as(ADMIN, "facts").body()).isEqualTo("Bearer " + name + " " + name + " true false");
    assertThat(as(USER, "facts").body()).isEqualTo("Bearer " + name + " " + name + " false false");
    assertThat(as(NOBODY, "facts").body()).isEqualTo("null null null false false");
    assertThat(as(ADMIN, "rest/threads/facts").body()).isEqualTo("Bearer " + name + " true false");
    assertThat(as(USER, "rest/threads/facts").body()).isEqualTo("Bearer " + name + " false false");
    assertThat(as(NOBODY, "rest/threads/facts").body()).isEqualTo("null null false false");
  }

  @Test
  void firesAnEventForEachCallWithATokenAndEachRefusal() {
    String[] before = Http.get(base, "rest/heard").body().split(" ");
    as(USER, "rest/open/who");
    as(USER, "plain");
    as(NOBODY, "rest/guarded/class");
    Http.get(base, "rest/open/who", "garbage");
    String[] after = Http.get(base, "rest/heard").body().split(" ");
    assertThat(Integer.parseInt(after[0]) - Integer.parseInt(before[0])).isEqualTo(2);
    assertThat(Integer.parseInt(after[1]) - Integer.parseInt(before[1])).isEqualTo(2);
  }
}
