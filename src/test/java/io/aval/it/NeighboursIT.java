package io.aval.it;

import static io.aval.testing.TestTokens.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.Neighbours.Neighbour;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications on one server know nothing of each other, also where one passes a request on. */
@ExtendWith(ArquillianExtension.class)
class NeighboursIT {
  private static final Neighbour LEFT = Neighbour.named("left");
  private static final Neighbour RIGHT = Neighbour.named("right");

  /** Tells the container nothing of its callers. */
  private static final Neighbour QUIET = LEFT.renamed("quiet");

  private static final List<String> WAYS = List.of("forward", "include", "named", "async");

  private static final String NOBODY =
      "user=nobody provider=- principal=null remote=null type=null admin=false bean=NO_TOKEN"
          + " open=NO_TOKEN ejb=EJBAccessException verify=-;";

  private static final String IN = " bean=in ";

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "left", testable = false)
  static WebArchive left() {
    return LEFT.war().archive();
  }

  @Deployment(name = "right", testable = false)
  static WebArchive right() {
    return RIGHT.war().parameter("aval.principal-name", "subject").archive();
  }

  @Deployment(name = "quiet", testable = false)
  static WebArchive quiet() {
    return QUIET.war().parameter("aval.container-security", "off").archive();
  }

  @Deployment(name = "restless", managed = false, testable = false)
  static WebArchive restless() {
    return RIGHT.renamed("restless").war().archive();
  }

  private static HttpResponse<String> pass(
      Neighbour from, String how, Neighbour to, String path, String... headers) {
    HttpRequest.Builder request =
        Http.to(from.base(), "pass?how=" + how + "&to=/" + to.name() + "&path=" + path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Http.send(request);
  }

  private static String tell(String how) {
    return how.equals("named") ? "TellServlet" : "/tell";
  }

  private static String cookie(Neighbour of) {
    return of.cookie() + "=" + of.token().sign();
  }

  @Test
  void refuseEachOthersTokens() {
    for (String path : List.of("tell", "rest/open/who")) {
      URL right = RIGHT.base();
      String own = LEFT.token().sign();
      String shared = LEFT.shared().sign();
      for (String token : List.of(own, shared, LEFT.twin("left"))) {
        assertThat(Http.get(LEFT.base(), path, token).statusCode()).isEqualTo(200);
      }
      Refusal.check(Http.get(right, path, own), Reason.UNKNOWN_ISSUER);
      Refusal.check(Http.get(right, path, shared), Reason.WRONG_AUDIENCE);
    }
  }

  @Test
  void verifyWithTheirOwnKeysUnderTheSameId() {
    String forBoth = LEFT.twin(list("left", "right"));
    for (int i = 0; i < 2; i++) { // the second time out of the cache
      assertThat(Http.get(LEFT.base(), "tell", forBoth).body()).contains("provider=twin");
      Refusal.check(Http.get(RIGHT.base(), "tell", forBoth), Reason.BAD_SIGNATURE);
      Refusal.check(
          Http.get(RIGHT.base(), "tell?verify=" + forBoth, RIGHT.twin("right") + "x"),
          Reason.MALFORMED_TOKEN);
      assertThat(Http.get(RIGHT.base(), "tell?verify=" + forBoth).body())
          .contains("verify=BAD_SIGNATURE");
    }
  }

  @Test
  void seeTheSameCallerEachInItsOwnWay() {
    String token = LEFT.shared().claim("aud", list("left", "right")).sign();
    String iss = Neighbours.SHARED.issuer();
    assertThat(Http.get(LEFT.base(), "tell", token).body())
        .contains(" principal=" + iss + "|user-1 ", " admin=true bean=in open=in ");
    assertThat(Http.get(RIGHT.base(), "tell", token).body())
        .contains("user=" + iss + "|user-1 ", " principal=user-1 remote=user-1 ")
        .contains(" admin=false bean=FORBIDDEN open=in ejb=EJBAccessException ");
  }

  @Test
  void doNotTakeOverTheCallerOfARequestThatIsPassedOn() {
    for (String how : WAYS) {
      HttpResponse<String> told = pass(QUIET, how, RIGHT, tell(how), "Cookie", cookie(QUIET));
      assertThat(told.statusCode()).as(how).isEqualTo(200);
      assertThat(told.body()).as(how).contains(NOBODY);
    }
    for (String path : List.of("/rest/guarded/class", "/rest/guarded/admin")) {
      HttpResponse<String> asked = pass(QUIET, "forward", RIGHT, path, "Cookie", cookie(QUIET));
      Refusal.check(asked, Reason.NO_TOKEN);
    }
  }

  @Test
  void verifyForThemselvesWhatIsPassedOn() {
    String both = cookie(QUIET) + "; " + cookie(RIGHT);
    for (String how : WAYS) {
      HttpResponse<String> told = pass(QUIET, how, RIGHT, tell(how), "Cookie", both);
      assertThat(told.body())
          .as(how)
          .contains(" principal=user-1 remote=user-1 type=Bearer admin=true ", IN)
          .contains(" ejb=EJBAccessException ");
    }
    assertThat(pass(QUIET, "forward", RIGHT, "/rest/guarded/admin", "Cookie", both).body())
        .isEqualTo("in");
    Refusal.check(
        pass(QUIET, "forward", RIGHT, "/tell", "Authorization", "Bearer " + QUIET.token().sign()),
        Reason.UNKNOWN_ISSUER);
    Refusal.check(
        pass(
            QUIET,
            "forward",
            RIGHT,
            "/rest/open/who",
            "Authorization",
            "Bearer " + QUIET.token().sign()),
        Reason.UNKNOWN_ISSUER);
  }

  @Test
  void knowTheirOwnCallerAgainAfterwards() {
    String own = QUIET.issuer().issuer() + "|user-1 " + QUIET.issuer().issuer() + "|user-1";
    String both = cookie(QUIET) + "; " + cookie(RIGHT);
    for (String cookies : List.of(cookie(QUIET), both)) {
      assertThat(pass(QUIET, "twice", RIGHT, "/tell", "Cookie", cookies).body())
          .startsWith("before " + own + "[user=")
          .endsWith("]after " + own);
    }
    String refused =
        pass(QUIET, "twice", RIGHT, "/tell", "Authorization", "Bearer " + QUIET.token().sign())
            .body();
    String thrown = "io.aval.IdentityException " + Reason.UNKNOWN_ISSUER.getDetail();
    assertThat(refused).isEqualTo("before " + own + "[" + thrown + thrown + "]after " + own);
    assertThat(pass(QUIET, "include", RIGHT, "/tell", "Cookie", cookie(RIGHT)).body())
        .startsWith("before nobody[user=")
        .contains(IN)
        .endsWith("]after nobody");
  }

  @Test
  void letNobodyInWhomAnotherApplicationHasLoggedInToTheContainer() {
    String both = cookie(LEFT) + "; " + cookie(RIGHT);
    for (String how : List.of("forward", "named", "async")) {
      for (String cookies : List.of(cookie(LEFT), both)) {
        HttpResponse<String> told = pass(LEFT, how, RIGHT, tell(how), "Cookie", cookies);
        if (Server.current().letsMechanismsLogIn()) {
          Refusal.check(told, Reason.FORBIDDEN);
        } else {
          assertThat(told.body()).contains(cookies.equals(both) ? IN : NOBODY);
        }
      }
    }
    if (Server.current().letsMechanismsLogIn()) {
      assertThat(pass(LEFT, "twice", RIGHT, "/tell", "Cookie", both).body())
          .doesNotContain("user=")
          .contains("io.aval.IdentityException " + Reason.FORBIDDEN.getDetail());
    }
  }

  @Test
  void goOnServingWhileAnotherComesAndGoes() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger served = new AtomicInteger();
    CompletableFuture<Void> serving =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                String told = Http.get(LEFT.base(), "tell", LEFT.token().sign()).body();
                assertThat(told).contains("provider=own ", " bean=in ");
                served.incrementAndGet();
              }
            });
    Neighbour restless = RIGHT.renamed("restless");
    for (int i = 0; i < 3; i++) {
      deployer.deploy("restless");
      String token = restless.token().sign();
      assertThat(Http.get(restless.base(), "tell", token).body()).contains(" bean=in ");
      Refusal.check(Http.get(LEFT.base(), "tell", token), Reason.UNKNOWN_ISSUER);
      deployer.undeploy("restless");
    }
    over.set(true);
    serving.join();
    assertThat(served.get()).isGreaterThan(3);
  }
}
