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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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

  /**
   * One class of it is loaded for each application whose class loader the server still holds.
   * Classes and not instances: what pins a class loader keeps no instance alive.
   */
  private static final String MARK = "io.aval.internal.request.Doorkeeper";

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
    for (int i = 0; i < TIMES; i++) {
      deployer.deploy("redeployed");
      String token = TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now()).sign();
      for (String path :
          new String[] {"rest/open/who", "plain", "rest/open/stage", "rest/mint/one-off"}) {
        assertThat(Http.get(base, path, token).statusCode()).as(path).isEqualTo(200);
      }
      if (i == 0) {
        assertThat(loaded()).as("the count sees what is deployed").isPositive();
      }
      deployer.undeploy("redeployed");
    }
    // A server may hold on to the last application or two; twenty would be a leak.
    assertThat(eventually()).as("classes " + MARK).isLessThanOrEqualTo(3);
    assertThat(jcmd("Thread.print")).doesNotContain("aval-keys").doesNotContain("\"aval");
  }

  private static int eventually() throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    int left = loaded();
    while (left > 3 && Instant.now().isBefore(deadline)) {
      jcmd("GC.run");
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // between two looks
      left = loaded();
    }
    return left;
  }

  private static int loaded() throws Exception {
    return (int) jcmd("VM.class_hierarchy", MARK).lines().filter(l -> l.contains(MARK)).count();
  }

  private static String jcmd(String... command) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(jcmd, Long.toString(Server.current().process().pid())),
                        Stream.of(command))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
