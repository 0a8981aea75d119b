package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aval.it.mistakes.SilentEndpoint;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An endpoint whose annotations cannot be kept fails the deployment, with a sentence for each. */
@ExtendWith(ArquillianExtension.class)
class SocketMistakesIT {
  @ArquillianResource private Deployer deployer;

  @Deployment(name = "socket-mistakes", managed = false, testable = false)
  static WebArchive application() {
    return TestWar.named("socket-mistakes")
        .packageOf(SilentEndpoint.class)
        .parameter("aval.providers.one.domain", "https://issuer.example.com")
        .parameter("aval.providers.one.application-id", "app")
        .archive();
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    int before = Server.current().log().length();
    Throwable failure = catchThrowable(() -> deployer.deploy("socket-mistakes"));
    assertThat(failure).as("the deployment fails").isNotNull();
    assertThat(Server.current().log().substring(before))
        .contains(
            "Aval: the WebSocket endpoint io.aval.it.mistakes.SilentEndpoint needs an @OnOpen"
                + " method with a jakarta.websocket.Session parameter")
        .contains(
            "Aval: the WebSocket endpoint io.aval.it.mistakes.RolesEndpoint has annotations of"
                + " Aval's, and needs @Authenticated or @Identified on the class itself");
  }
}
