package io.aval.it;

import io.aval.testing.NodeProgram;
import io.aval.testing.TestIssuer;
import io.aval.testing.real.ClerkTokens;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that Clerk's own SDK signs, under the configurations of Clerk's page. */
@ExtendWith(ArquillianExtension.class)
class ClerkBackendIT {
  private static final TestIssuer INSTANCE = TestIssuer.startWithoutKeys();

  @ArquillianResource
  @OperateOnDeployment("template")
  private URL template;

  @ArquillianResource
  @OperateOnDeployment("session")
  private URL session;

  @ArquillianResource
  @OperateOnDeployment("organisation")
  private URL organisation;

  @ArquillianResource
  @OperateOnDeployment("active")
  private URL active;

  @Deployment(name = "template", order = 1, testable = false)
  static WebArchive template() {
    return Trusting.war("clerk-template", ClerkTokens.lines(ClerkTokens.TEMPLATE, INSTANCE));
  }

  @Deployment(name = "session", order = 2, testable = false)
  static WebArchive session() {
    return Trusting.war("clerk-session", ClerkTokens.lines(ClerkTokens.SESSION, INSTANCE));
  }

  @Deployment(name = "active", order = 3, testable = false)
  static WebArchive active() {
    return Trusting.war("clerk-active", ClerkTokens.lines(ClerkTokens.ACTIVE, INSTANCE));
  }

  @Deployment(name = "organisation", order = 4, testable = false)
  static WebArchive organisation() {
    return Trusting.war(
        "clerk-organisation", ClerkTokens.lines(ClerkTokens.ORGANISATION, INSTANCE));
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  @Test
  void tokensSignedByItsSdkAreAcceptedAndRefusedAsThePageSays() throws Exception {
    NodeProgram node =
        NodeProgram.install("node", "tokens signed by Clerk's SDK were not tried on servers");
    new ClerkTokens(
            new Trusting(template),
            new Trusting(session),
            new Trusting(organisation),
            new Trusting(active))
        .check(node, INSTANCE);
  }
}
