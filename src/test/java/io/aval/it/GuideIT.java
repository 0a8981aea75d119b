package io.aval.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.aval.Reason;
import io.aval.testing.AvalInTerminal;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Clerk and Convex integration guide, line by line, with Aval's parts. */
@ExtendWith(ArquillianExtension.class)
class GuideIT {
  /** The claims of the guide's last example, and the audience of its first. */
  private static final String CLAIMS =
      """
      {
        "aud": "convex",
        "email": "{{user.primary_email_address}}",
        "picture": "{{user.profile_image_url}}",
        "given_name": "{{user.first_name}}",
        "family_name": "{{user.last_name}}",
        "email_verified": "{{user.email_verified}}"
      }""";

  @BeforeEach
  void once() {
    assumeTrue(Server.current() == Server.WILDFLY, "once, on WildFly as it comes");
  }

  @Test
  void leadsFromATemplateToAnIdentityAndBackToNobody() throws Exception {
    try (GuideProject project = GuideProject.copy("guide")) {
      project.deploy();
      try (DashboardBrowser desk = new DashboardBrowser(project.url() + "/aval/dashboard/")) {
        tellTheBackend(project, createTheTemplate(desk));
        project.deploy();
        signInAndOut(desk.page(), project);
      }
    }
  }

  /** "In the Dashboard, navigate to the JWT Templates page … find the Issuer input, Copy". */
  private static String createTheTemplate(DashboardBrowser desk) throws Exception {
    desk.enter();
    desk.begin("Convex");
    desk.claims(CLAIMS);
    desk.save("Create template");
    desk.heading("convex").waitFor();
    return desk.copied("Issuer");
  }

  /** "In your terminal, run the following command … paste the Issuer URL you copied". */
  private static void tellTheBackend(GuideProject project, String issuer) throws Exception {
    String before = Files.readString(project.webXml());
    try (AvalInTerminal terminal = AvalInTerminal.run(project.root(), Map.of(), "auth", "add")) {
      terminal.answer("Domain URL", issuer + "/");
      terminal.answer("application/client ID", "convex");
      terminal.answer("another provider?", "No");
      assertThat(terminal.exit()).as(terminal.seen()).isZero();
    }
    String after = Files.readString(project.webXml());
    assertThat(after).isNotEqualTo(before).contains(">" + issuer);
    try (AvalInTerminal terminal = AvalInTerminal.run(project.root(), Map.of(), "auth", "check")) {
      assertThat(terminal.exit()).as(terminal.seen()).isZero();
    }
  }

  /** "Access user identity": e-mail and picture from the template's claims, then null. */
  private static void signInAndOut(Page page, GuideProject project) {
    page.navigate(project.url() + "/");
    assertThat(page.locator("#nobody")).isVisible();
    page.locator("button[data-user=ada]").click();
    assertThat(page.locator("#identity")).containsText("ada@example.com");
    assertThat(page.locator("#identity")).containsText(project.url() + "|user_ada");
    assertThat(page.locator("#email")).hasText("ada@example.com");
    assertThat(page.locator("#picture")).isVisible();
    assertThat(page.locator("#picture")).hasAttribute("src", Pattern.compile("^data:image/svg"));
    page.locator("#sign-out").click();
    assertThat(page.locator("#nobody")).isVisible();
    assertThat(page.locator("#identity")).isEmpty();
  }

  @Test
  void leadsTheSameWayWithKeycloakAsTheIssuer() throws Exception {
    assumeTrue(Keycloak.isThere(), "left out by -Dskip.keycloak");
    Keycloak keycloak = Keycloak.shared();
    try (GuideProject project = GuideProject.copy("guide-keycloak")) {
      tellTheBackendOfKeycloak(project);
      project.deploy();
      try (DashboardBrowser desk = new DashboardBrowser(project.url() + "/aval/dashboard/")) {
        signInAtKeycloak(desk.page(), project);
      }
      // A token of the same realm that was made for another application.
      URL base = URI.create(project.url() + "/").toURL();
      Refusal.check(Http.get(base, "api/me", keycloak.token("aval")), Reason.WRONG_AUDIENCE);
    }
  }

  private static void tellTheBackendOfKeycloak(GuideProject project) throws Exception {
    try (AvalInTerminal terminal = AvalInTerminal.run(project.root(), Map.of(), "auth", "add")) {
      terminal.answer("Domain URL", Keycloak.issuer("aval"));
      terminal.answer("these settings, too?", "y");
      terminal.answer("application/client ID", "notes");
      terminal.answer("another provider?", "n");
      assertThat(terminal.exit()).as(terminal.seen()).isZero();
    }
  }

  private static void signInAtKeycloak(Page page, GuideProject project) {
    page.navigate(
        project.url() + "/keycloak.html#issuer=" + Keycloak.issuer("aval") + "&client=page");
    assertThat(page.locator("#state")).hasText("signed out");
    page.locator("#who").click();
    assertThat(page.locator("#answer")).hasText("200 null");
    page.locator("#sign-in").click();
    page.locator("#username").fill("ada");
    page.locator("#password").fill("throw-away");
    page.locator("#kc-login").click();
    assertThat(page.locator("#state")).hasText("signed in");
    page.locator("#who").click();
    assertThat(page.locator("#answer")).containsText("\"email\":\"ada@example.com\"");
    assertThat(page.locator("#answer")).containsText("https://img.example/ada.png");
    page.locator("#sign-out").click();
    page.locator("#who").click();
    assertThat(page.locator("#answer")).hasText("200 null");
  }
}
