package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aval.it.app.RestApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An issuer whose signing keys outlive its application. */
@ExtendWith(ArquillianExtension.class)
class KeptKeysIT {
  @ArquillianResource private Deployer deployer;

  private static Path file() {
    return Path.of("target", "kept-keys", System.getProperty("it.server"), "keys.p12")
        .toAbsolutePath();
  }

  private static String address() {
    return "http://localhost:" + Server.current().httpPort() + "/kept-keys";
  }

  private static WebArchive application(String name, String password) {
    return TestWar.named(name)
        .packageOf(RestApplication.class)
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.url", address())
        .parameter("aval.issuer.keys", file().toString())
        .parameter("aval.issuer.keys-password", password)
        .parameter("aval.providers.self.domain", address())
        .parameter("aval.providers.self.application-id", "convex")
        .archive();
  }

  @Deployment(name = "kept", managed = false, testable = false)
  static WebArchive kept() {
    return application("kept-keys", "throw-away password of a test");
  }

  @Deployment(name = "locked-out", managed = false, testable = false)
  static WebArchive lockedOut() {
    return application("locked-out", "another password, not the right one");
  }

  @Test
  void publishesTheSameKeysAfterARestartAndOpensThemForNoOtherPassword() throws Exception {
    Files.deleteIfExists(file());
    String before = keysOf("kept");
    assertThat(before).contains("\"kid\"").doesNotContain("\"d\"");
    assertThat(keysOf("kept")).isEqualTo(before);

    int read = Server.current().log().length();
    assertThat(catchThrowable(() -> deployer.deploy("locked-out"))).isNotNull();
    assertThat(Server.current().log().substring(read))
        .contains("aval.issuer.keys: ", "the password is not the right one")
        .doesNotContain("another password, not");
    assertThat(keysOf("kept")).isEqualTo(before);
  }

  private String keysOf(String deployment) throws IOException, InterruptedException {
    deployer.deploy(deployment);
    try {
      return Http.get(URI.create(address() + "/").toURL(), ".well-known/jwks.json").body();
    } finally {
      deployer.undeploy(deployment);
    }
  }
}
