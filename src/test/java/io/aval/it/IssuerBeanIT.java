package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's own issuer, injected; its tokens come back through the application's doors. */
@ExtendWith(ArquillianExtension.class)
class IssuerBeanIT {
  @ArquillianResource
  @OperateOnDeployment("issuer")
  private URL issuer;

  @ArquillianResource
  @OperateOnDeployment("none")
  private URL none;

  private static String address() {
    return "http://localhost:" + Server.current().httpPort() + "/issuer-bean";
  }

  @Deployment(name = "issuer", testable = false)
  static WebArchive withAnIssuer() {
    String template =
        "{\"name\":\"mine\",\"claims\":{\"aud\":\"app\",\"name\":\"{{user.first_name}}\"}}";
    return TestWar.named("issuer-bean")
        .packageOf(RestApplication.class)
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.url", address())
        .parameter("aval.providers.self.domain", address())
        .parameter("aval.providers.self.application-id", "app")
        .webInf("jwt-templates/mine.json", template)
        .archive();
  }

  @Deployment(name = "none", testable = false)
  static WebArchive withoutAnIssuer() {
    return TestWar.named("issuer-none")
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", "https://issuer.test")
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }

  @Test
  void mintsWithoutAnyEndpointWhatTheApplicationItselfAccepts() {
    URL base = issuer;
    for (String path : List.of("rest/mint/template", "rest/mint/one-off")) {
      String token = Http.get(base, path).body();
      assertThat(Http.get(base, "rest/open/who", token).body())
          .as(path)
          .startsWith(address() + "|user_ada ");
    }
    String named = Http.get(base, "rest/mint/template").body();
    assertThat(Http.get(base, "rest/open/json/injected", named).body())
        .contains("\"name\":\"Ada\"");
  }

  @Test
  void saysWhatAnApplicationWithoutAnIssuerLacks() {
    assertThat(Http.get(none, "rest/mint/missing").body()).contains("aval.issuer.enabled=true");
  }
}
