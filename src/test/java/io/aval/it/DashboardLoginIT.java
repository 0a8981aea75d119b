package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aval.it.login.LoginFilter;
import io.aval.it.login.LoginMechanism;
import io.aval.it.login.Visitors;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard in production: for whom the application's own login has made an administrator. */
@ExtendWith(ArquillianExtension.class)
class DashboardLoginIT {
  private static final String PAGE = "aval/dashboard/";

  @ArquillianResource
  @OperateOnDeployment("plain")
  private URL plain;

  @ArquillianResource
  @OperateOnDeployment("protected")
  private URL guarded;

  private static TestWar application(String name) {
    return TestWar.named(name)
        .classes(
            Visitors.class,
            Server.current().letsMechanismsLogIn() ? LoginMechanism.class : LoginFilter.class)
        .page("login", "signed in")
        .parameter("aval.issuer.enabled", "true")
        .parameter(
            "aval.issuer.url", "http://localhost:" + Server.current().httpPort() + "/" + name)
        .parameter("aval.issuer.dashboard", "true")
        .webXml("<security-role><role-name>admin</role-name></security-role>\n");
  }

  @Deployment(name = "plain", order = 1, testable = false)
  static WebArchive plain() {
    return application("dashboard-plain").archive();
  }

  /** With the constraint that the documentation shows. */
  @Deployment(name = "protected", order = 2, testable = false)
  static WebArchive guarded() {
    return application("dashboard-protected")
        .webXml(
            "<security-constraint><web-resource-collection>"
                + "<web-resource-name>dashboard</web-resource-name>"
                + "<url-pattern>/aval/dashboard/*</url-pattern></web-resource-collection>"
                + "<auth-constraint><role-name>admin</role-name></auth-constraint>"
                + "</security-constraint>\n")
        .archive();
  }

  @Test
  void opensForAdministratorsAndTellsOthersWhatToDo() {
    URL base = plain;
    HttpResponse<String> nobody = Http.get(base, PAGE);
    assertThat(nobody.statusCode()).isEqualTo(403);
    assertThat(nobody.body()).contains("Sign in to the application").doesNotContain("<script");
    HttpResponse<String> visitor = get(base, PAGE, "ada");
    assertThat(visitor.statusCode()).isEqualTo(403);
    assertThat(visitor.body()).contains("without the role admin");
    assertThat(get(base, PAGE + "api/overview", "ada").statusCode()).isEqualTo(403);

    HttpResponse<String> page = get(base, PAGE, "warden");
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(get(base, PAGE + "api/overview", "warden").body()).contains("jwks.json");
    HttpResponse<String> forged =
        Http.send(
            Http.to(base, PAGE + "api/templates")
                .header("Cookie", Cookies.signIn(base, "warden"))
                .header("Origin", "https://evil.test")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(forged.statusCode()).isEqualTo(403);
  }

  @Test
  void isThePageThatTheContainerProtectsWhereItIsTold() {
    assumeTrue(Server.current().letsMechanismsLogIn(), "the container must know the caller");
    URL base = guarded;
    assertThat(Http.get(base, PAGE).statusCode()).isIn(401, 403);
    assertThat(get(base, PAGE, "ada").statusCode()).isEqualTo(403);
    assertThat(get(base, PAGE, "warden").statusCode()).isEqualTo(200);
  }

  @Test
  void showsNobodyALinkWhereThereAreNoDemoUsers() throws Exception {
    assertThat(Server.current().log()).doesNotContain("/dashboard-plain/aval/dashboard/?once=");
  }

  private static HttpResponse<String> get(URL base, String path, String user) {
    return Http.send(Http.to(base, path).header("Cookie", Cookies.signIn(base, user)));
  }
}
