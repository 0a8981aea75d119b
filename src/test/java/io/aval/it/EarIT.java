package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.Neighbours.Neighbour;
import io.aval.it.app.AdminEjb;
import io.aval.it.app.Asked;
import io.aval.it.app.Denylist;
import io.aval.it.app.EjbResource;
import io.aval.it.app.GuardedBean;
import io.aval.it.app.GuardedResource;
import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.ear.LedgerServlet;
import io.aval.it.ear.StaffOfOne;
import io.aval.it.ejb.LedgerEjb;
import io.aval.it.neighbours.PassServlet;
import io.aval.it.neighbours.TellServlet;
import io.aval.it.sockets.Journal;
import io.aval.it.sockets.ProtectedEndpoint;
import java.io.File;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two web applications in one EAR, with the jar in each of them, and with the jar in EAR/lib. */
@ExtendWith(ArquillianExtension.class)
class EarIT {
  private static final Neighbour OWN_LEFT = Neighbour.named("own-left");
  private static final Neighbour OWN_RIGHT = Neighbour.named("own-right");
  private static final Neighbour QUIET = Neighbour.named("quiet-one");
  private static final Neighbour LEFT = Neighbour.named("shared-left");
  private static final Neighbour RIGHT = Neighbour.named("shared-right");

  private static final List<Class<?>> CLASSES =
      List.of(
          Asked.class,
          TellServlet.class,
          PassServlet.class,
          RestApplication.class,
          OpenResource.class,
          GuardedResource.class,
          GuardedBean.class,
          EjbResource.class,
          AdminEjb.class,
          LedgerServlet.class,
          Journal.class,
          ProtectedEndpoint.class);

  @Deployment(name = "own", testable = false)
  static EnterpriseArchive jarInEach() {
    return ShrinkWrap.create(EnterpriseArchive.class, "own.ear")
        .addAsModule(
            OWN_LEFT
                .war()
                .classes(Denylist.class, StaffOfOne.class)
                .parameter("aval.issuer.enabled", "true")
                .parameter("aval.issuer.url", "http://127.0.0.1/own-left")
                .archive())
        .addAsModule(OWN_RIGHT.war().archive());
  }

  /** WildFly asks each WAR of an EAR for a mechanism where one has any. */
  @Deployment(name = "quiet", testable = false)
  static EnterpriseArchive besideABareOne() {
    return ShrinkWrap.create(EnterpriseArchive.class, "quiet.ear")
        .addAsModule(QUIET.war().parameter("aval.container-security", "off").archive())
        .addAsModule(
            TestWar.withoutAval("quiet-bare")
                .page("page.html", "<!doctype html><title>bare</title>")
                .page("secret.html", "<!doctype html><title>secret</title>")
                .webXml(TestWar.BASIC_LOGIN)
                .archive());
  }

  @Deployment(name = "shared", testable = false)
  static EnterpriseArchive jarInLib() {
    return withLib("shared.ear")
        .addAsModule(war(LEFT).classes(Denylist.class, StaffOfOne.class).archive())
        .addAsModule(otherWar(RIGHT).parameter("aval.principal-name", "subject").archive());
  }

  static EnterpriseArchive withLib(String name) {
    return ShrinkWrap.create(EnterpriseArchive.class, name)
        .addAsLibrary(new File(System.getProperty("aval.jar")), "aval.jar")
        .addAsModule(
            ShrinkWrap.create(JavaArchive.class, "ledger.jar")
                .addPackage(LedgerEjb.class.getPackage())
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
  }

  private static TestWar war(Neighbour neighbour) {
    return neighbour.configured(
        TestWar.withoutAval(neighbour.name()).classes(CLASSES.toArray(Class<?>[]::new)));
  }

  /** On WildFly even with the same classes. */
  private static TestWar otherWar(Neighbour neighbour) {
    return Server.current().isWildFly()
        ? war(neighbour)
        : neighbour.configured(TestWar.withoutAval(neighbour.name()).relocated(CLASSES));
  }

  private static String admin(Neighbour neighbour, String path) {
    return Http.get(neighbour.base(), path, neighbour.token().sign()).body();
  }

  @Test
  void verifiesByEachOnesConfigurationWithTheJarInEach() {
    serveTheirOwn(OWN_LEFT, OWN_RIGHT);
    serveTheirOwn(OWN_RIGHT, OWN_LEFT);
  }

  @Test
  void verifiesByEachOnesConfigurationWithTheJarInLib() {
    serveTheirOwn(LEFT, RIGHT);
    serveTheirOwn(RIGHT, LEFT);
  }

  private static void serveTheirOwn(Neighbour here, Neighbour there) {
    URL base = here.base();
    for (String path : List.of("tell", "rest/open/who", "rest/guarded/admin")) {
      assertThat(Http.get(base, path, here.token().sign()).statusCode()).as(path).isEqualTo(200);
      Refusal.check(Http.get(base, path, there.token().sign()), Reason.UNKNOWN_ISSUER);
      Refusal.check(Http.get(base, path, there.shared().sign()), Reason.WRONG_AUDIENCE);
      Refusal.check(Http.get(base, path, there.twin(here.name())), Reason.BAD_SIGNATURE);
    }
    String ejb = Server.current().letsMechanismsLogIn() ? "in" : "EJBAccessException";
    assertThat(Http.get(base, "tell?verify=" + there.token().sign(), here.token().sign()).body())
        .contains("user=" + here.issuer().issuer() + "|user-1 provider=own ")
        .contains(" admin=true bean=in open=in ejb=" + ejb + " verify=UNKNOWN_ISSUER;");
    assertThat(Http.get(base, "tell").body()).contains("user=nobody ", " bean=NO_TOKEN ");
    Refusal.check(Http.get(base, "rest/guarded/class"), Reason.NO_TOKEN);
  }

  @Test
  void leavesAWebApplicationWithoutAvalAloneWhereItDoesNotLogIn() throws Exception {
    URL bare = new URL(QUIET.base(), "/quiet-bare/");
    assertThat(Http.get(bare, "page.html").body()).contains("<title>bare</title>");
    HttpResponse<String> secret = Http.get(bare, "secret.html");
    assertThat(secret.statusCode()).isEqualTo(401);
    assertThat(secret.headers().firstValue("WWW-Authenticate").orElse("none"))
        .startsWithIgnoringCase("Basic ");
    assertThat(Http.get(QUIET.base(), "tell", QUIET.token().sign()).body()).contains(" bean=in ");
  }

  @Test
  void asksEachOnesRevocationStore() {
    for (Neighbour with : List.of(OWN_LEFT, LEFT)) {
      String token = with.token().claim("jti", "revoked").sign();
      Refusal.check(Http.get(with.base(), "tell", token), Reason.REVOKED);
    }
    for (Neighbour without : List.of(OWN_RIGHT, RIGHT)) {
      String token = without.token().claim("jti", "revoked").sign();
      assertThat(Http.get(without.base(), "tell", token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void asksEachOnesIdentityStores() {
    for (Neighbour with : List.of(OWN_LEFT, LEFT)) {
      assertThat(Http.get(with.base(), "tell", staff(with)).body())
          .contains(" admin=true bean=in ");
    }
    for (Neighbour without : List.of(OWN_RIGHT, RIGHT)) {
      assertThat(Http.get(without.base(), "tell", staff(without)).body())
          .contains(" admin=false bean=FORBIDDEN ");
    }
  }

  /** A token that makes nobody an administrator. */
  private static String staff(Neighbour of) {
    return of.token().claim("sub", "staff").claim("role-" + of.name(), "reader").sign();
  }

  @Test
  void letsOneBeAnIssuerWithTheJarInEach() {
    String keys = ".well-known/jwks.json";
    assertThat(Http.get(OWN_LEFT.base(), keys).body()).contains("\"kid\"");
    assertThat(Http.get(OWN_RIGHT.base(), keys).statusCode()).isEqualTo(404);
  }

  @Test
  void tellsEnterpriseBeansOfTheCallerOfTheWebApplicationThatCallsThem() {
    for (Neighbour here : List.of(LEFT, RIGHT)) {
      String ejb = Server.current().letsMechanismsLogIn() ? "in" : "EJBAccessException";
      assertThat(admin(here, "ledger"))
          .contains("who=" + here.issuer().issuer() + "|user-1@own authenticated=in ")
          .contains(" admin=" + ejb + " rules=in own=in ");
      assertThat(Http.get(here.base(), "ledger").body())
          .contains("who=nobody authenticated=NO_TOKEN ")
          .contains(" admin=EJBAccessException rules=NO_TOKEN own=NO_TOKEN ");
    }
  }

  @Test
  void takesTheConfigurationOfTheCallingWebApplicationInEnterpriseBeans() {
    String left = LEFT.token().sign();
    String identifier = LEFT.issuer().issuer() + "|user-1";
    assertThat(Http.get(LEFT.base(), "ledger?verify=" + left).body())
        .contains(" verify=" + identifier + " timer=nobody IllegalStateException;");
    assertThat(Http.get(RIGHT.base(), "ledger?verify=" + left).body())
        .contains(" verify=UNKNOWN_ISSUER timer=nobody IllegalStateException;");
  }

  @Test
  void doesNotTakeOverTheCallerOfARequestThatIsPassedOn() {
    for (List<Neighbour> pair : List.of(List.of(OWN_LEFT, OWN_RIGHT), List.of(LEFT, RIGHT))) {
      Neighbour from = pair.get(0);
      Neighbour to = pair.get(1);
      String cookie = from.cookie() + "=" + from.token().sign();
      HttpResponse<String> told =
          Http.send(
              Http.to(from.base(), "pass?how=forward&to=/" + to.name() + "&path=/tell")
                  .header("Cookie", cookie));
      HttpResponse<String> rest =
          Http.send(
              Http.to(from.base(), "pass?how=forward&to=/" + to.name() + "&path=/rest/open/who")
                  .header("Cookie", cookie));
      if (Server.current().letsMechanismsLogIn()) {
        Refusal.check(told, Reason.FORBIDDEN);
        Refusal.check(rest, Reason.FORBIDDEN);
      } else {
        assertThat(rest.body()).isEqualTo("nobody");
        assertThat(told.body()).contains("user=nobody ", " admin=false bean=NO_TOKEN ");
      }
      String own = from.issuer().issuer() + "|user-1 " + from.issuer().issuer() + "|user-1";
      assertThat(
              Http.send(
                      Http.to(from.base(), "pass?how=twice&to=/" + to.name() + "&path=/tell")
                          .header("Cookie", cookie))
                  .body())
          .startsWith("before " + own + "[")
          .endsWith("]after " + own);
    }
  }

  @Test
  void opensWebSocketsWithTheJarInLib() throws Exception {
    for (Neighbour here : List.of(LEFT, RIGHT)) {
      Neighbour there = here == LEFT ? RIGHT : LEFT;
      try (Ws ws = Ws.connect(here.base(), "protected", here.token().sign())) {
        ws.expect("opened by user-1");
      }
      String foreign = there.token().sign();
      assertThat(
              Ws.refused(
                      here.base(),
                      "protected",
                      it -> it.header("Authorization", "Bearer " + foreign))
                  .statusCode())
          .isEqualTo(401);
    }
  }
}
