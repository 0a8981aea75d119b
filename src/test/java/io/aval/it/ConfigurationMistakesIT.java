package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A wrong configuration ends the deployment, and one message says all that is wrong. */
@ExtendWith(ArquillianExtension.class)
class ConfigurationMistakesIT {
  @ArquillianResource private Deployer deployer;

  @Deployment(name = "faulty", managed = false, testable = false)
  static WebArchive faulty() {
    return TestWar.named("faulty")
        .parameter("aval.providers.one.domain", "http://issuer.example.com")
        .parameter("aval.providers.one.aplication-id", "app")
        .parameter("aval.providers.two.domain", "https://two.example.com")
        .parameter("aval.providers.two.application-id", "app")
        .parameter("aval.providers.two.clock-skew", "5 parsecs")
        .parameter("aval.providers.three.domain", "https://three.example.com")
        .parameter("aval.providers.three.application-id", "app")
        .parameter("aval.providers.four.domain", "three.example.com/")
        .parameter("aval.providers.four.application-id", "app")
        .archive();
  }

  @Deployment(name = "empty", managed = false, testable = false)
  static WebArchive empty() {
    return TestWar.named("empty").archive();
  }

  /** What the server wrote while it refused the deployment. */
  private String refused(String name) throws Exception {
    int before = Server.current().log().length();
    Throwable failure = catchThrowable(() -> deployer.deploy(name));
    assertThat(failure).as("the deployment fails").isNotNull();
    return Server.current().log().substring(before);
  }

  @Test
  void listsEveryFaultAtOnce() throws Exception {
    assertThat(refused("faulty"))
        .contains("aval.providers.one.domain")
        .contains("aval.providers.one.aplication-id")
        .contains("application-id")
        .contains("5 parsecs")
        .contains("aval.providers.three");
  }

  @Test
  void saysWhatToAddWhereNothingIsConfigured() throws Exception {
    assertThat(refused("empty"))
        .contains("no provider and no issuer is configured")
        .contains("aval.providers.main.domain");
  }
}
