package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Undeployed with open connections, Aval closes them and leaves nothing behind. */
@ExtendWith(ArquillianExtension.class)
class SocketRedeployIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final int TIMES = 5;
  private static final String CONVERSATION = "io.aval.internal.websocket.Conversation";

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "socket-redeployed", managed = false, testable = false)
  static WebArchive application() {
    return TestWar.named("socket-redeployed")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }

  @Test
  void closesOpenConnectionsAndLeavesNothingBehind() throws Exception {
    URL base =
        URI.create("http://127.0.0.1:" + Server.current().httpPort() + "/socket-redeployed/")
            .toURL();
    // What other tests' applications have left.
    int before = ServerJvm.applicationsKept();
    long keptBefore = ServerJvm.instances(CONVERSATION);
    for (int i = 0; i < TIMES; i++) {
      deployer.deploy("socket-redeployed");
      String token = TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now()).sign();
      List<Ws> open = new ArrayList<>();
      for (String path : List.of("open", "protected", "programmatic")) {
        open.add(Ws.connect(base, path, token).expect("opened by user-1"));
      }
      Ws waiting = Ws.connect(base, "protected");
      open.add(waiting.send("early").error("NO_TOKEN", 0, false));
      assertThat(ServerJvm.applications()).as("the count sees what is deployed").isPositive();
      deployer.undeploy("socket-redeployed");
      for (Ws ws : open) {
        assertThat(ws.closed()).isEqualTo("1001");
      }
    }
    // An idle thread of WildFly's keeps the handshake that it served last, and with it the
    // connection (the path to it ends in a frame of the thread's own). Fewer than one for each
    // time are no leak.
    long tolerated = keptBefore + TIMES - 1;
    assertThat(ServerJvm.instancesLeft(CONVERSATION, tolerated))
        .as("conversations")
        .isLessThanOrEqualTo(tolerated);
    if (Server.current().isWildFly()) {
      // A server may hold on to the last application or two; more would be a leak. Payara's
      // threads keep old requests for reuse, and with them the class of the last endpoint (the
      // path from a thread to it goes through the server's own classes alone).
      assertThat(ServerJvm.applicationsLeft(before + 3)).isLessThanOrEqualTo(before + 3);
    }
    assertThat(ServerJvm.threads()).doesNotContain("aval-websocket").doesNotContain("\"aval");
  }
}
