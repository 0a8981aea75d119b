package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.ListedApplication;
import io.aval.it.app.OpenResource;
import io.aval.it.app.PlainServlet;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Needs no line in an application that switches scanning off and lists its own classes. */
@ExtendWith(ArquillianExtension.class)
class RegistrationIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  private static final String RESTEASY =
      "<servlet-class>org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher"
          + "</servlet-class><init-param><param-name>jakarta.ws.rs.Application</param-name>"
          + "<param-value>io.aval.it.app.ListedApplication</param-value></init-param>"
          + "<init-param><param-name>resteasy.servlet.mapping.prefix</param-name>"
          + "<param-value>/rest</param-value></init-param>";

  @ArquillianResource
  @OperateOnDeployment("listed")
  private URL listed;

  @ArquillianResource
  @OperateOnDeployment("complete")
  private URL complete;

  @Deployment(name = "listed", testable = false)
  static WebArchive listsItsOwnClasses() {
    return configured("registration-listed")
        .classes(ListedApplication.class, OpenResource.class)
        .webXml("<absolute-ordering><name>aval</name>")
        .webXml(Server.current().isWildFly() ? "" : "<others/>") // Payara hides the beans, else
        .webXml("</absolute-ordering>")
        .archive();
  }

  @Deployment(name = "complete", testable = false)
  static WebArchive saysThatItsDescriptorIsComplete() {
    return configured("registration-complete")
        .classes(PlainServlet.class, ListedApplication.class, OpenResource.class)
        .webInf("beans.xml", "<beans bean-discovery-mode=\"all\" version=\"4.0\"/>")
        .webXmlAttributes("metadata-complete=\"true\"")
        .webXml("<servlet><servlet-name>plain</servlet-name><servlet-class>")
        .webXml(PlainServlet.class.getName() + "</servlet-class></servlet>")
        .webXml("<servlet-mapping><servlet-name>plain</servlet-name>")
        .webXml("<url-pattern>/plain</url-pattern></servlet-mapping>")
        // @ApplicationPath is an annotation and not seen, so JAX-RS is mapped as the servers want
        // it.
        .webXml("<servlet><servlet-name>" + ListedApplication.class.getName() + "</servlet-name>")
        .webXml(Server.current().isWildFly() ? RESTEASY : "")
        .webXml("</servlet><servlet-mapping><servlet-name>")
        .webXml(ListedApplication.class.getName() + "</servlet-name>")
        .webXml("<url-pattern>/rest/*</url-pattern></servlet-mapping>")
        .archive();
  }

  private static TestWar configured(String name) {
    return TestWar.named(name)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app");
  }

  private static String token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now()).sign();
  }

  @Test
  void needsNoLineInAnApplicationThatListsItsClasses() {
    verifiesAndRefuses(listed, "rest/open/who");
    assertThat(Http.get(listed, "rest/open/json/injected", token()).body())
        .startsWith("{\"tokenIdentifier\"");
  }

  @Test
  void needsNoLineWhereFragmentsAreSwitchedOff() {
    verifiesAndRefuses(complete, "plain");
    verifiesAndRefuses(complete, "rest/open/who");
  }

  private static void verifiesAndRefuses(URL base, String path) {
    assertThat(Http.get(base, path).body()).isEqualTo("nobody");
    assertThat(Http.get(base, path, token()).body()).startsWith(ISSUER.issuer() + "|user-1");
    Refusal.check(Http.get(base, path, "garbage"), Reason.MALFORMED_TOKEN);
  }
}
