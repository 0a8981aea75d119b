package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.MintResource;
import io.aval.it.app.OpenResource;
import io.aval.it.app.PlainServlet;
import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deployed and undeployed again and again, Aval leaves neither a thread nor a class behind. */
@ExtendWith(ArquillianExtension.class)
class RedeployIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final int TIMES = 20;

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "redeployed", managed = false, testable = false)
  static WebArchive application() {
    return TestWar.named("redeployed")
        .classes(RestApplication.class, OpenResource.class, PlainServlet.class, MintResource.class)
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.url", "http://127.0.0.1/redeployed")
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }

  @Test
  void leavesNothingBehindAfterTwentyRedeployments() throws Exception {
    URL base =
        URI.create("http://127.0.0.1:" + Server.current().httpPort() + "/redeployed/").toURL();
    int before = ServerJvm.applicationsKept(); // what other tests' applications have left
    for (int i = 0; i < TIMES; i++) {
      deployer.deploy("redeployed");
      String token = TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now()).sign();
      for (String path :
          new String[] {"rest/open/who", "plain", "rest/open/stage", "rest/mint/one-off"}) {
        assertThat(Http.get(base, path, token).statusCode()).as(path).isEqualTo(200);
      }
      if (i == 0) {
        assertThat(ServerJvm.applications()).as("the count sees what is deployed").isPositive();
      }
      deployer.undeploy("redeployed");
    }
    // A server may hold on to the last application or two; twenty would be a leak.
    assertThat(ServerJvm.applicationsLeft(before + 3)).isLessThanOrEqualTo(before + 3);
    assertThat(ServerJvm.threads()).doesNotContain("aval-keys").doesNotContain("\"aval");
  }
}
