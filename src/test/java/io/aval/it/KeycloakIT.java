package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.testing.real.Jwt;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real identity provider from its first token to its end, which its users do not notice. */
@ExtendWith(ArquillianExtension.class)
class KeycloakIT {
  @ArquillianResource
  @OperateOnDeployment("users")
  private URL base;

  @ArquillianResource
  @OperateOnDeployment("page-1")
  private URL api;

  @ArquillianResource
  @OperateOnDeployment("page-2")
  private URL oneClient;

  @ArquillianResource
  @OperateOnDeployment("page-3")
  private URL split;

  @ArquillianResource
  @OperateOnDeployment("page-5")
  private URL typed;

  @Deployment(name = "page-1", order = 2, testable = false)
  static WebArchive api() {
    return Trusting.war("keycloak-page-1", KeycloakPage.lines(1));
  }

  @Deployment(name = "page-2", order = 3, testable = false)
  static WebArchive oneClient() {
    return Trusting.war("keycloak-page-2", KeycloakPage.lines(2));
  }

  @Deployment(name = "page-3", order = 4, testable = false)
  static WebArchive split() {
    return Trusting.war("keycloak-page-3", KeycloakPage.lines(3));
  }

  @Deployment(name = "page-5", order = 5, testable = false)
  static WebArchive typed() {
    return Trusting.war("keycloak-page-5", KeycloakPage.lines(5));
  }

  @Deployment(name = "users", order = 1, testable = false)
  static WebArchive application() {
    return TestWar.named("keycloak")
        .packageOf(RestApplication.class)
        .parameter("aval.providers.keycloak.domain", Keycloak.issuer("aval"))
        .parameter("aval.providers.keycloak.application-id", "app")
        .parameter("aval.providers.keycloak.roles-claims", "realm_access.roles")
        .archive();
  }

  @Test
  void servesItsUsersThroughRotationAndOutage() throws Exception {
    assumeTrue(
        Server.current() != Server.WILDFLY, "once on WildFly with its setting, once on Payara");
    assumeTrue(Keycloak.isThere(), "left out by -Dskip.keycloak");
    List<String> unseen = new ArrayList<>();
    try (Keycloak keycloak = Keycloak.start()) {
      KeycloakGrants.check(keycloak);
      new KeycloakPage(
              new Trusting(api), new Trusting(oneClient), new Trusting(split), new Trusting(typed))
          .check();
      acceptsAUser(keycloak.token("aval"));
      Refusal.check(
          Http.get(base, "rest/open/who", keycloak.token("other")), Reason.UNKNOWN_ISSUER);
      rotatesUnnoticed(keycloak);
      for (int i = 0; i < 5; i++) {
        unseen.add(keycloak.token("aval"));
      }
    }
    for (String token : unseen) {
      assertThat(Http.get(base, "rest/open/who", token).statusCode()).isEqualTo(200);
    }
  }

  private void acceptsAUser(String token) {
    String identity = Http.get(base, "rest/open/json/injected", token).body();
    assertThat(identity)
        .contains("\"issuer\":\"" + Keycloak.issuer("aval") + "\"")
        .contains("\"name\":\"Ada Lovelace\"")
        .contains("\"preferredUsername\":\"ada\"")
        .contains("\"email\":\"ada@example.com\"")
        .contains("\"emailVerified\":true");
    assertThat(Http.get(base, "rest/open/who", token).body()).endsWith(" true");
    // No web.xml declares the role: the token's word is enough.
    assertThat(Http.get(base, "plain", token).body()).endsWith(" true");
    assertThat(Http.get(base, "rest/guarded/admin", token).body()).isEqualTo("in");
  }

  private void rotatesUnnoticed(Keycloak keycloak) throws Exception {
    String before = keycloak.token("aval");
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(threads.submit(() -> callUntil(done, keycloak, before, wrong)));
      }
      keycloak.rotateKeys();
      String after = signedByAnotherKey(keycloak, Jwt.header(before));
      assertThat(Http.get(base, "rest/open/who", after).statusCode()).isEqualTo(200);
      for (int i = 0; i < 20; i++) {
        assertThat(Http.get(base, "rest/open/who", keycloak.token("aval")).statusCode())
            .isEqualTo(200);
      }
      done.set(true);
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    assertThat(wrong).isEmpty();
  }

  /** Keycloak answers 201 a moment before the last of its threads signs with the new key. */
  private static String signedByAnotherKey(Keycloak keycloak, String header) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String token = keycloak.token("aval");
    while (Jwt.header(token).equals(header)) {
      assertThat(System.nanoTime()).as("Keycloak signs with its new key").isLessThan(deadline);
      token = keycloak.token("aval");
    }
    return token;
  }

  private void callUntil(AtomicBoolean done, Keycloak keycloak, String old, Queue<String> wrong) {
    while (!done.get()) {
      for (String token : List.of(old, keycloak.token("aval"))) {
        HttpResponse<String> answer = Http.get(base, "rest/open/who", token);
        if (answer.statusCode() != 200) {
          wrong.add(answer.statusCode() + " " + answer.body());
        }
      }
    }
  }
}
