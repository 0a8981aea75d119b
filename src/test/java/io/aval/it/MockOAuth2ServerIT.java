package io.aval.it;

import io.aval.testing.real.MockServerTokens;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The issuer with which many projects test. */
@ExtendWith(ArquillianExtension.class)
class MockOAuth2ServerIT {
  private static final MockServerTokens SERVER = MockServerTokens.start();

  @ArquillianResource
  @OperateOnDeployment("usual")
  private URL usual;

  @ArquillianResource
  @OperateOnDeployment("tenants")
  private URL tenants;

  @Deployment(name = "usual", order = 1, testable = false)
  static WebArchive usual() {
    return Trusting.war("mock-usual", SERVER.usualLines());
  }

  @Deployment(name = "tenants", order = 2, testable = false)
  static WebArchive tenants() {
    return Trusting.war("mock-tenants", SERVER.tenantsLines());
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @Test
  void itsTokensAreAcceptedAndRefusedAsThePageSays() {
    SERVER.checkUsual(new Trusting(usual));
  }

  @Test
  void itsIssuersAreTenants() {
    SERVER.checkTenants(new Trusting(tenants));
  }
}
