package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.restclient.RestClientResource;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller's token goes along by a MicroProfile Rest Client of the server's. */
@ExtendWith(ArquillianExtension.class)
class RestClientIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "rest-client", managed = false, testable = false)
  static WebArchive application() {
    return TestWar.named("rest-client")
        .classes(RestApplication.class, OpenResource.class)
        .packageOf(RestClientResource.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }

  @Test
  void passesTheCallersTokenOnToTheNamedOriginOnly() throws Exception {
    assumeFalse(
        Server.current().isWildFly(), "WildFly has no Rest Client but in its MicroProfile profile");
    deployer.deploy("rest-client");
    try {
      int port = Server.current().httpPort();
      URL base = URI.create("http://127.0.0.1:" + port + "/rest-client/").toURL();
      String token = TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now()).sign();
      String own = "http://127.0.0.1:" + port;
      assertThat(Http.get(base, question(own, own), token).body())
          .startsWith(ISSUER.issuer() + "|user-1 ");
      assertThat(Http.get(base, question("http://localhost:" + port, own), token).body())
          .isEqualTo("nobody");
    } finally {
      deployer.undeploy("rest-client");
    }
  }

  private static String question(String to, String trusted) {
    return "rest/rest-client?to="
        + URLEncoder.encode(to + "/rest-client/", StandardCharsets.UTF_8)
        + "&trust="
        + URLEncoder.encode(trusted, StandardCharsets.UTF_8);
  }
}
