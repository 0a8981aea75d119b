package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.relay.RelayResource;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One application calls another with its caller's token, over the server's own JAX-RS client. */
@ExtendWith(ArquillianExtension.class)
class CallerTokenIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  @ArquillianResource
  @OperateOnDeployment("relay")
  private URL relay;

  @Deployment(name = "behind", order = 1, testable = false)
  static WebArchive behind() {
    return trusting("relay-behind").classes(RestApplication.class, OpenResource.class).archive();
  }

  @Deployment(name = "relay", order = 2, testable = false)
  static WebArchive relay() {
    return trusting("relay").classes(RestApplication.class, RelayResource.class).archive();
  }

  private static TestWar trusting(String name) {
    return TestWar.named(name)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app");
  }

  private static String token(String subject) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", subject)
        .sign();
  }

  private static String origin() {
    return "http://127.0.0.1:" + Server.current().httpPort();
  }

  private static String question(String path, String from, String trusted) {
    return path
        + "?to="
        + encoded(from + "/relay-behind/rest/open/who")
        + "&trust="
        + encoded(trusted);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void passesTheCallersTokenOn() {
    for (String subject : new String[] {"ada", "grace"}) {
      for (String path : new String[] {"rest/relay", "rest/relay/later"}) {
        HttpResponse<String> answer =
            Http.get(relay, question(path, origin(), origin()), token(subject));
        assertThat(answer.body()).startsWith(ISSUER.issuer() + "|" + subject + " ");
      }
    }
  }

  @Test
  void passesNothingOnToAnotherOriginThanTheOneNamed() {
    String other = "http://localhost:" + Server.current().httpPort();
    assertThat(Http.get(relay, question("rest/relay", other, origin()), token("ada")).body())
        .isEqualTo("nobody");
  }

  @Test
  void passesNothingOnForNobody() {
    assertThat(Http.get(relay, question("rest/relay", origin(), origin())).body())
        .isEqualTo("nobody");
    assertThat(Http.get(relay, question("rest/relay/later", origin(), origin())).body())
        .isEqualTo("nobody");
  }

  @Test
  void saysWhatToDoOnAThreadThatServesNoCall() {
    assertThat(Http.get(relay, "rest/relay/lost", token("ada")).body()).contains("capture()");
  }

  @Test
  void showsTheTokenInNoText() throws Exception {
    String token = token("ada");
    assertThat(Http.get(relay, "rest/relay/text", token).body()).doesNotContain(token).isNotEmpty();
    assertThat(Server.current().log()).doesNotContain(token);
  }
}
