package io.aval.it;

import io.aval.testing.NodeProgram;
import io.aval.testing.real.OidcProviderTokens;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** npm's OpenID Connect provider in a process of its own. */
@ExtendWith(ArquillianExtension.class)
class OidcProviderIT {
  private static final String ISSUER = "http://127.0.0.1:" + Integer.getInteger("it.issuer.http");

  @ArquillianResource
  @OperateOnDeployment("access")
  private URL access;

  @ArquillianResource
  @OperateOnDeployment("usual")
  private URL usual;

  @Deployment(name = "access", order = 1, testable = false)
  static WebArchive access() {
    return Trusting.war("oidc-access", OidcProviderTokens.lines(OidcProviderTokens.ACCESS, ISSUER));
  }

  @Deployment(name = "usual", order = 2, testable = false)
  static WebArchive usual() {
    return Trusting.war("oidc-usual", OidcProviderTokens.lines(OidcProviderTokens.USUAL, ISSUER));
  }

  @Test
  void itsTokensAreToldApartAndItsKeysChange() throws Exception {
    NodeProgram node = NodeProgram.install("node", "npm's oidc-provider was not tried on servers");
    new OidcProviderTokens(ISSUER, new Trusting(access), new Trusting(usual)).check(node);
  }
}
