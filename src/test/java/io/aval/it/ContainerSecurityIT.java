package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left without the mechanism, as docs/servers.md has it. */
@ExtendWith(ArquillianExtension.class)
class ContainerSecurityIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive withoutMechanism() {
    return TestWar.named("container-security-off")
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.providers.main.roles-claims", "role")
        .parameter("aval.container-security", "off")
        .webXml(TestWar.PROTECTED_PATHS)
        .archive();
  }

  private static String admin() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("role", "admin")
        .sign();
  }

  private int status(String path) {
    return Http.get(base, path, admin()).statusCode();
  }

  @Test
  void enforcesAnnotationsItselfExceptTheRolesOfResourcesOnPayara() {
    assertThat(status("rest/guarded/class")).isEqualTo(200);
    assertThat(status("rest/guarded/bean/admin")).isEqualTo(200);
    assertThat(status("guard/admin")).isEqualTo(200);
    assertThat(status("rest/guarded/admin")).isEqualTo(Server.current().isWildFly() ? 200 : 401);
  }

  @Test
  void leavesWhatOnlyTheContainerKnowsClosed() {
    for (String path : List.of("secret", "secret/admin", "secret/guard/open")) {
      HttpResponse<String> answer = Http.get(base, path, admin());
      // By the container alone, and containers differ: no mechanism is a mistake to WildFly.
      assertThat(answer.statusCode()).as(path).isIn(401, 403, 500);
      assertThat(answer.body()).doesNotContain("user-1");
    }
    assertThat(status("rest/ejb/admin")).isEqualTo(403);
    assertThat(status("rest/ejb/who")).isEqualTo(200);
  }

  @Test
  void tellsTheFactsOfTheCallerAllTheSame() {
    String name = ISSUER.issuer() + "|user-1";
    assertThat(Http.get(base, "facts", admin()).body())
        .isEqualTo("Bearer " + name + " " + name + " true false");
    assertThat(Http.get(base, "rest/threads/facts", admin()).body())
        .isEqualTo("Bearer " + name + " true false");
  }

  @Test
  void saysInTheLogThatTheContainerKnowsNobody() throws Exception {
    assertThat(Server.current().log()).contains("AVAL-202").contains("aval.container-security=off");
  }
}
