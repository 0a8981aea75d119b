package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
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
  private static final List<String> FAULTS =
      List.of(
          "aval.providers.one.aplication-id: is not a key; did you mean"
              + " aval.providers.one.application-id?",
          "aval.providers.one.domain: http is accepted for loopback only",
          "aval.providers.one.application-id: is missing; it is the audience (aud)",
          "aval.providers.two.clock-skew: \"5 parsecs\" is not a duration; write 5s",
          "aval.providers.three.application-id: repeats the provider four");

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

  @Deployment(name = "ordered", managed = false, testable = false)
  static WebArchive ordered() {
    return TestWar.named("ordered")
        .parameter("aval.providers.one.domain", "https://issuer.example.com")
        .parameter("aval.providers.one.application-id", "app")
        .webXml("<absolute-ordering><name>other</name></absolute-ordering>")
        .archive();
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
    String log = refused("faulty");
    int start = log.indexOf("Aval is not configured correctly (5 faults):");
    assertThat(start).as("one message with a count").isNotNegative();
    String message = log.substring(start).replace("\\\"", "\"");
    int at = 0;
    for (String fault : FAULTS) {
      at = message.indexOf("- " + fault, at);
      assertThat(at).as("in that message, in this order: " + fault).isNotNegative();
    }
  }

  @Test
  void namesTheElementThatAnAbsoluteOrderingLacks() throws Exception {
    assertThat(refused("ordered")).contains("<name>aval</name>").contains("<others/>");
  }

  @Test
  void saysWhatToAddWhereNothingIsConfigured() throws Exception {
    assertThat(refused("empty"))
        .contains("no provider and no issuer is configured")
        .contains("aval.providers.main.domain");
  }
}
