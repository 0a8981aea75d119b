package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.it.issuers.IdentityResource;
import io.aval.testing.LoopbackProxy;
import io.aval.testing.PrivateAuthority;
import io.aval.testing.TestTokens;
import io.aval.testing.issuers.IdentityFacts;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys that must not be taken, or cannot be had: 503, whatever the token is like. */
@ExtendWith(ArquillianExtension.class)
class IssuerOutageIT {
  private static final KeysWorld WORLD = new KeysWorld();

  @ArquillianResource
  @OperateOnDeployment("faults")
  private URL faults;

  @ArquillianResource
  @OperateOnDeployment("distrust")
  private URL distrust;

  @ArquillianResource
  @OperateOnDeployment("lost")
  private URL lost;

  @Deployment(name = "faults", testable = false)
  static WebArchive faults() {
    TestWar war = application("issuer-faults").parameters(WORLD.outside().settings());
    for (String name : new String[] {"liar", "foreign", "locked", "nobody"}) {
      provider(war, name, "domain", "https://" + name + ".example");
    }
    for (String name : new String[] {"open", "locked-open"}) {
      provider(war, name, "domain", "https://" + name + ".example");
      provider(war, name, "jwks", "http://" + name + ".example/keys.json");
      provider(war, name, "insecure-http", "true");
    }
    return war.archive();
  }

  /** The proxy is right, and the authority is somebody else's. */
  @Deployment(name = "distrust", testable = false)
  static WebArchive distrust() throws IOException {
    Path other = Files.createTempFile(Path.of("target"), "other", ".pem").toAbsolutePath();
    PrivateAuthority.named("other").writePem(other);
    return application("issuer-distrust")
        .parameters(WORLD.outside().settings())
        .parameter("aval.http.ca-file", other.toString())
        .archive();
  }

  /** The authority is right, and nobody is where the proxy should be. */
  @Deployment(name = "lost", testable = false)
  static WebArchive lost() {
    LoopbackProxy gone = LoopbackProxy.start();
    gone.close();
    return application("issuer-lost")
        .parameters(WORLD.outside().settings())
        .parameter("aval.http.proxy", gone.url())
        .archive();
  }

  private static TestWar application(String name) {
    TestWar war =
        TestWar.named(name)
            .classes(RestApplication.class, IdentityResource.class, IdentityFacts.class);
    provider(war, "plain", "domain", "https://plain.example");
    provider(war, "local", "domain", WORLD.local.issuer());
    return war;
  }

  private static void provider(TestWar war, String name, String key, String value) {
    war.parameters(
        Map.of(
            "aval.providers." + name + ".application-id",
            "app",
            "aval.providers." + name + "." + key,
            value));
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  /** The log says why; the caller is told no more than that nobody can tell at the moment. */
  private void unavailable(URL base, String name, String why) throws IOException {
    int before = Server.current().log().length();
    TestTokens token = WORLD.token("https://" + name + ".example", "plain");
    HttpResponse<String> response = Http.get(base, "rest/identity", token.sign());
    Refusal.check(response, Reason.KEYS_UNAVAILABLE);
    assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 10L);
    awaitLog(before, "provider " + name + " cannot be had", why);
  }

  private static void awaitLog(int from, String what, String why) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    String log = Server.current().log().substring(from);
    while (!log.contains(what) && System.nanoTime() < end) {
      log = Server.current().log().substring(from);
    }
    assertThat(log).contains("AVAL-101").contains(what).contains(why);
  }

  private static void accepts(URL base, TestTokens token) {
    HttpResponse<String> response = Http.get(base, "rest/identity", token.sign());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"subject\":\"user-1\"");
  }

  @Test
  void believesNoDiscoveryOfAnotherIssuer() throws IOException {
    unavailable(faults, "liar", "it says \"https://other.example\"");
  }

  @Test
  void trustsNoCertificateOfAForeignAuthority() throws IOException {
    unavailable(faults, "foreign", "certification path");
    accepts(faults, WORLD.token("https://plain.example", "plain"));
    unavailable(distrust, "plain", "certification path");
  }

  @Test
  void saysThatAProxyAsksForCredentials() throws IOException {
    unavailable(faults, "locked", "407");
    unavailable(faults, "locked-open", "407");
    accepts(faults, WORLD.token("https://open.example", "open"));
    assertThat(WORLD.outside().proxy().asked())
        .contains("CONNECT locked.example:443", "GET open.example:80");
  }

  @Test
  void goesNoOtherWayWhenTheProxyRefusesOrIsNotThere() throws IOException {
    unavailable(faults, "nobody", "502");
    unavailable(lost, "plain", "Connection refused");
  }

  @Test
  void neverAsksAProxyForThisMachine() {
    for (URL base : new URL[] {faults, distrust, lost}) {
      accepts(base, WORLD.localToken());
    }
    assertThat(WORLD.outside().proxy().asked()).noneMatch(asked -> asked.contains("127.0.0.1"));
  }
}
