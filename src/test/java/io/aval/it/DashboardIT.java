package io.aval.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page <i>JWT Templates</i> of the notes example, in a real browser. */
@ExtendWith(ArquillianExtension.class)
class DashboardIT {
  static final String BASE = "http://localhost:" + Server.current().httpPort() + "/notes";
  static final Path TEMPLATES =
      Path.of("target", "dashboard", System.getProperty("it.server"), "templates").toAbsolutePath();

  /** The last example of the Clerk and Convex integration guide, and a claim of metadata. */
  private static final String CLAIMS =
      """
      {
        "aud": "convex",
        "name": "{{user.full_name}}",
        "pictureUrl": "{{user.profile_image_url}}",
        "plan": "{{user.public_metadata.plan || 'free'}}"
      }""";

  private DashboardBrowser desk;

  @Deployment(testable = false)
  static WebArchive example() throws IOException {
    WebArchive war =
        ShrinkWrap.createFromZipFile(
            WebArchive.class, new File(System.getProperty("it.notes.war")));
    try (InputStream file = war.get("WEB-INF/web.xml").getAsset().openStream()) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String more =
          parameter("aval.issuer.dashboard", "true")
              + parameter("aval.issuer.templates", TEMPLATES.toString())
              + "</web-app>";
      war.delete("WEB-INF/web.xml");
      war.setWebXML(
          new StringAsset(
              text.replace("http://localhost:8080/notes", BASE).replace("</web-app>", more)));
    }
    war.delete("WEB-INF/demo-users.json");
    return war.addAsWebInfResource("dashboard/demo-users.json", "demo-users.json");
  }

  private static String parameter(String name, String value) {
    return "<context-param><param-name>%s</param-name><param-value>%s</param-value></context-param>"
        .formatted(name, value);
  }

  @BeforeEach
  void enter() throws IOException {
    desk = atTheDoor();
    desk.enter();
  }

  /** Somebody before a dashboard without templates. */
  static DashboardBrowser atTheDoor() throws IOException {
    assumeTrue(Server.current() == Server.WILDFLY, "one server is enough for a browser");
    try (Stream<Path> files = Files.list(Files.createDirectories(TEMPLATES))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
        Files.delete(file);
      }
    }
    return new DashboardBrowser(BASE + "/aval/dashboard/");
  }

  @AfterEach
  void leave() {
    if (desk != null) {
      desk.close();
    }
  }

  @Test
  void leadsFromThePresetToATokenThatTheNotesAccept() throws Exception {
    desk.begin("Convex");
    desk.claims(CLAIMS);
    assertThat(desk.page().getByLabel("Claims", exactly()))
        .containsText("\"pictureUrl\": \"https://img.example/ada.png\"");
    assertThat(desk.previewedClaims()).contains("\"plan\": \"pro\"", "\"sub\": \"user_ada\"");
    desk.save("Create template");

    JsonObject claims = caller().claims();
    assertThat(claims.getString("pictureUrl")).isEqualTo("https://img.example/ada.png");
    assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(3600);
    JsonObject me = caller().me();
    assertThat(me.getString("tokenIdentifier")).isEqualTo(BASE + "|user_ada");
    assertThat(me.getString("plan")).isEqualTo("pro");

    desk.claims(
        CLAIMS.replace("\"plan\":", "\"team\": \"{{user.public_metadata.team}}\", \"plan\":"));
    desk.save("Save changes");
    assertThat(caller().me().getString("team")).isEqualTo("engines");

    desk.page().getByRole(AriaRole.LINK, named("Inspect this token")).click();
    assertThat(desk.page().getByRole(AriaRole.HEADING, named("Accepted"))).isVisible();
    assertThat(desk.page().locator(".verdict")).containsText("Roles: none. Scopes: none.");
    desk.picture("dashboard-inspector");
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void showsAnErrorAtItsPlaceAndSavesNothingMeanwhile() {
    desk.begin("Blank");
    desk.claims("{\n  \"aud\": \"x\",\n  \"who\": \"a {{user.first_name\"\n}");
    Locator problem = desk.page().getByRole(AriaRole.BUTTON, named("Line 3: The {{ that begins"));
    problem.click();
    assertThat(desk.page().locator(".cm-lintRange-error")).hasText("{{user.first_name");
    desk.button("Create template").click();
    assertThat(desk.page().getByLabel("Name", exactly())).hasAttribute("aria-invalid", "true");

    desk.claims("{\n  \"aud\": \"x\",\n  \"sub\": 1,\n}");
    assertThat(desk.page().getByRole(AriaRole.BUTTON, named("Line 4: There is a comma too many")))
        .isVisible();
    desk.claims("{\n  \"sub\": 1\n}");
    assertThat(desk.page().getByRole(AriaRole.BUTTON, named("Line 2: “sub” is reserved")))
        .isVisible();
    assertThat(desk.page().locator(".toast")).hasCount(0);
    assertThat(TEMPLATES).isDirectoryNotContaining("glob:**.json");
  }

  @Test
  void showsWhatSomebodyElseChangedAndAsksWhoseCounts() throws Exception {
    desk.begin("Convex");
    desk.save("Create template");
    Path file = TEMPLATES.resolve("convex.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"lifetime\":3600", "\"lifetime\":1800")
            .replace("\"version\":1", "\"version\":2"));

    desk.page().getByLabel("Token lifetime", exactly()).fill("7200");
    desk.button("Save changes").click();
    Locator dialog = desk.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("− 30 minutes");
    assertThat(dialog).containsText("+ 2 hours");
    desk.hasNoBarriers("conflict");
    desk.save("Save mine over theirs");
    assertThat(file).content().contains("\"lifetime\":7200").doesNotContain("\"version\":2,");
  }

  @Test
  void asksBeforeWorkIsLostAndBeforeATemplateIsDeleted() {
    desk.begin("Hasura");
    desk.page().getByLabel("Name", exactly()).fill("mine");
    desk.page().getByRole(AriaRole.LINK, named("Token inspector")).click();
    desk.button("Stay").click();
    desk.save("Create template");
    desk.button("Delete").click();
    desk.hasNoBarriers("delete");
    desk.button("Cancel").click();
    assertThat(TEMPLATES.resolve("mine.json")).exists();
    desk.button("Delete").click();
    desk.button("Delete template").click();
    assertThat(desk.page().getByRole(AriaRole.HEADING, named("No templates yet"))).isVisible();
    assertThat(TEMPLATES.resolve("mine.json")).doesNotExist();
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void worksByKeyboardAlone() {
    Page page = desk.page();
    press("Shift+Tab", "Skip to content", 8);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
    assertThat(page.url()).doesNotContain("#main");
    tabTo("New template");
    page.keyboard().press("Enter");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter"); // the second preset
    desk.heading("New template: Convex").waitFor();
    assertThat(desk.heading("New template: Convex")).isFocused();
    tabTo("Name");
    page.keyboard().press("Control+A");
    page.keyboard().type("typed");
    tabTo("Claims, as JSON");
    page.keyboard().press("Control+End");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("End");
    page.keyboard().type(",\n\"id\": \"{{user.ext");
    assertThat(page.locator(".cm-tooltip-autocomplete li")).hasCount(1);
    page.locator(".cm-tooltip-autocomplete li[aria-selected=true]").waitFor();
    page.keyboard().press("Enter");
    assertThat(desk.editor()).containsText("\"id\": \"{{user.external_id}}\"");
    page.keyboard().press("Tab"); // leaves the editor
    assertThat(focused()).isNotEqualTo("Claims, as JSON");
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Control+S");
    page.locator(".toast").waitFor();
    assertThat(TEMPLATES.resolve("typed.json")).content().contains("{{user.external_id}}");
    desk.heading("typed").waitFor();
    tabTo("Claims, as JSON");
    page.keyboard().press("Control+A");
    page.keyboard().type("{\"a\": 1");
    assertThat(desk.editor()).hasText("{\"a\": 1}"); // the bracket closes itself
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void hasNoBarriersOnAnyViewInLight() throws Exception {
    hasNoBarriers(ColorScheme.LIGHT, desk::hasNoBarriers);
  }

  @Test
  void hasNoBarriersOfColourOnAnyViewInDark() throws Exception {
    hasNoBarriers(ColorScheme.DARK, desk::hasNoBarriersOfColour);
  }

  private void hasNoBarriers(ColorScheme scheme, Consumer<String> check) throws Exception {
    String name = scheme.name().toLowerCase(Locale.ROOT);
    desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    desk.page().reload();
    desk.heading("JWT Templates").waitFor();
    check.accept("first view");
    desk.button("New template").click();
    check.accept("menu");
    desk.page().keyboard().press("Escape");
    for (String preset : new String[] {"Supabase", "Convex"}) {
      desk.begin(preset);
      assertThat(desk.page().getByLabel("Claims", exactly())).containsText("\"aud\"");
      check.accept(preset);
    }
    desk.claims("{\"aud\": ");
    desk.page().locator(".problems button").waitFor();
    check.accept("error");
    aTemplateHasNoBarriers(name, check);
    desk.open("#/");
    desk.heading("JWT Templates").waitFor();
    check.accept("list");
    desk.picture("dashboard-list-" + name);
    assertThat(desk.complaints()).isEmpty();
  }

  private void aTemplateHasNoBarriers(String name, Consumer<String> check) throws Exception {
    desk.claims(CLAIMS);
    assertThat(desk.page().getByLabel("Claims", exactly())).containsText("\"plan\"");
    desk.page().getByLabel("Name", exactly()).fill("convex");
    desk.save("Create template");
    desk.mint();
    check.accept("minted");
    desk.picture("dashboard-template-" + name);
    desk.page().getByRole(AriaRole.LINK, named("Inspect this token")).click();
    desk.page().locator(".verdict").waitFor();
    check.accept("inspected");
  }

  /** Whoever has a token that the page has just minted. */
  private NotesCaller caller() {
    return new NotesCaller(BASE, desk.mint());
  }

  private void tabTo(String label) {
    press("Tab", label, 30);
  }

  /** Presses a key until what has the focus is called so. */
  private void press(String key, String label, int most) {
    for (int i = 0; i < most; i++) {
      desk.page().keyboard().press(key);
      if (focused().startsWith(label)) {
        return;
      }
    }
    assertThat(focused()).startsWith(label);
  }

  private String focused() {
    return (String)
        desk.page()
            .evaluate(
                "() => { let e = document.activeElement; if (e.shadowRoot) e ="
                    + " e.shadowRoot.activeElement; return e.ariaLabel || e.labels?.[0]?.innerText"
                    + " || e.innerText; }");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
