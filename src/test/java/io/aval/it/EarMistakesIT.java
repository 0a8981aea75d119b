package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aval.it.Neighbours.Neighbour;
import io.aval.it.app.GuardedBean;
import io.aval.it.app.PlainServlet;
import io.aval.it.ear.OwnMechanism;
import io.aval.it.ear.SecondMechanism;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What does not work in an EAR ends the deployment, with a sentence that says what to do. */
@ExtendWith(ArquillianExtension.class)
class EarMistakesIT {
  private static final Neighbour ONE = Neighbour.named("mistaken-one");
  private static final Neighbour OTHER = Neighbour.named("mistaken-other");

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "both", managed = false, testable = false)
  static EnterpriseArchive jarInBoth() {
    TestWar war = plain(ONE);
    return EarIT.withLib("both.ear")
        .addAsModule(war.archive().addAsLibrary(new File(System.getProperty("aval.jar"))));
  }

  @Deployment(name = "login", managed = false, testable = false)
  static EnterpriseArchive withLogin() {
    return EarIT.withLib("login.ear")
        .addAsModule(
            plain(ONE)
                .webXml("<login-config><auth-method>BASIC</auth-method></login-config>")
                .archive())
        .addAsModule(plain(OTHER).archive());
  }

  @Deployment(name = "unconfigured", managed = false, testable = false)
  static EnterpriseArchive withoutConfiguration() {
    return EarIT.withLib("unconfigured.ear")
        .addAsModule(plain(ONE).archive())
        .addAsModule(TestWar.withoutAval("mistaken-bare").classes(PlainServlet.class).archive());
  }

  @Deployment(name = "issuer", managed = false, testable = false)
  static EnterpriseArchive withIssuer() {
    return EarIT.withLib("issuer.ear")
        .addAsModule(
            plain(ONE)
                .parameter("aval.issuer.enabled", "true")
                .parameter("aval.issuer.url", "http://127.0.0.1/mistaken-one")
                .archive())
        .addAsModule(plain(OTHER).archive());
  }

  @Deployment(name = "mechanism", managed = false, testable = false)
  static EnterpriseArchive withAMechanismOfOnesOwn() {
    return EarIT.withLib("mechanism.ear")
        .addAsModule(plain(ONE).classes(OwnMechanism.class).archive())
        .addAsModule(plain(OTHER).archive());
  }

  @Deployment(name = "mechanisms", managed = false, testable = false)
  static EnterpriseArchive withOneMechanismEach() {
    return EarIT.withLib("mechanisms.ear")
        .addAsModule(plain(ONE).classes(OwnMechanism.class).archive())
        .addAsModule(plain(OTHER).classes(SecondMechanism.class).archive());
  }

  @Deployment(name = "names", managed = false, testable = false)
  static EnterpriseArchive withTheSameNames() {
    return EarIT.withLib("names.ear")
        .addAsModule(plain(ONE).classes(GuardedBean.class).archive())
        .addAsModule(plain(OTHER).classes(GuardedBean.class).archive());
  }

  private static TestWar plain(Neighbour neighbour) {
    return neighbour.configured(TestWar.withoutAval(neighbour.name()).classes(PlainServlet.class));
  }

  /** What the server wrote while it refused the deployment. */
  private String refused(String name) throws Exception {
    int before = Server.current().log().length();
    Throwable failure = catchThrowable(() -> deployer.deploy(name));
    assertThat(failure).as("the deployment of " + name + " fails").isNotNull();
    return Server.current().log().substring(before);
  }

  /** WildFly tells them apart. */
  @Test
  void refusesBeansOfTheSameNameWhereTheServerTakesThemForEachOther() throws Exception {
    if (Server.current().isWildFly()) {
      deployer.deploy("names");
      assertThat(Http.get(ONE.base(), "plain").body()).isEqualTo("nobody");
      deployer.undeploy("names");
    } else {
      assertThat(refused("names")).contains("have a bean of the same name (io.aval.it.app.Guarded");
    }
  }

  @Test
  void refusesTheJarInLibAndInAWebApplication() throws Exception {
    assertThat(refused("both")).contains("Aval: the jar is here more than once", "Leave it in one");
  }

  @Test
  void refusesALoginConfigBesideTheJarInLib() throws Exception {
    assertThat(refused("login")).contains("Aval: this web application has a <login-config>");
  }

  @Test
  void refusesAMechanismOfOnesOwnBesideTheJarInLib() throws Exception {
    assertThat(refused("mechanism"))
        .contains("has an authentication mechanism of its own, io.aval.it.ear.OwnMechanism");
  }

  @Test
  void leavesLoginToMechanismsOfOnesOwnWhereEachHasOne() throws Exception {
    deployer.deploy("mechanisms");
    assertThat(Http.get(ONE.base(), "plain").body()).isEqualTo("nobody");
    assertThat(Http.get(OTHER.base(), "plain").body()).isEqualTo("nobody");
    deployer.undeploy("mechanisms");
  }

  @Test
  void refusesAWebApplicationWithoutConfigurationBesideTheJarInLib() throws Exception {
    assertThat(refused("unconfigured")).contains("no provider and no issuer is configured");
  }

  @Test
  void refusesAnIssuerThatOthersWouldShare() throws Exception {
    assertThat(refused("issuer")).contains("is an issuer (aval.issuer.enabled=true)");
  }
}
