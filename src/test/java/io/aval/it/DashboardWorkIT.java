package io.aval.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.aval.it.DashboardIT.BASE;
import static io.aval.it.DashboardIT.TEMPLATES;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people carry out of the page and type into it, in a real browser. */
@ExtendWith(ArquillianExtension.class)
class DashboardWorkIT {
  private DashboardBrowser desk;

  @Deployment(testable = false)
  static WebArchive example() throws IOException {
    return DashboardIT.example();
  }

  @BeforeEach
  void enter() throws IOException {
    desk = DashboardIT.atTheDoor();
    desk.enter();
  }

  @AfterEach
  void leave() {
    if (desk != null) {
      desk.close();
    }
  }

  @Test
  void tellsAServiceAllThatItNeedsAndTheNotesTakeANote() throws Exception {
    assertThat(desk.copied("Discovery")).isEqualTo(BASE + "/.well-known/openid-configuration");
    desk.begin("Convex");
    desk.save("Create template");
    desk.heading("convex").waitFor();
    assertThat(desk.copied("Issuer")).isEqualTo(BASE);
    assertThat(desk.copied("JWKS endpoint")).isEqualTo(BASE + "/.well-known/jwks.json");
    assertThat(desk.copied("Audience")).isEqualTo("convex");
    assertThat(desk.copied("web.xml of a Jakarta EE application with Aval"))
        .isEqualTo(
            parameterLines("domain", BASE) + "\n" + parameterLines("application-id", "convex"));
    assertThat(desk.copied("Or on the command line"))
        .isEqualTo("aval auth add --domain " + BASE + " --application-id convex");

    String token = desk.mint();
    assertThat(desk.copied("Token for ada")).isEqualTo(token);
    String text = "noted with " + token.substring(token.length() - 20);
    JsonObject note = Json.createObjectBuilder().add("text", text).build();
    HttpRequest.Builder add = notes(token).header("Content-Type", "application/json");
    var added = send(add.POST(BodyPublishers.ofString(note.toString())));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(send(notes(token)).body()).contains(text);
    assertThat(send(notes(token + "A")).statusCode()).isEqualTo(401);
    // The server keeps notes beyond this application, and other tests begin without any.
    int id = Json.createReader(new StringReader(added.body())).readObject().getInt("id");
    assertThat(send(with(token, "/api/notes/" + id).DELETE()).statusCode()).isEqualTo(204);
    assertThat(desk.complaints()).isEmpty();
  }

  private static String parameterLines(String key, String value) {
    return """
        <context-param>
          <param-name>aval.providers.local.%s</param-name>
          <param-value>%s</param-value>
        </context-param>"""
        .formatted(key, value);
  }

  @Test
  void findsTheUserWhomNoFirstListHas() {
    desk.begin("Convex");
    Locator user = desk.page().getByLabel("User", exactly());
    Locator offered = desk.page().locator("#preview-users option");
    assertThat(user).hasValue("ada");
    assertThat(offered).hasCount(20); // of twenty-two
    user.focus();
    desk.page().keyboard().type("reader-2"); // over the name that was there
    assertThat(offered).hasCount(1);
    assertThat(offered).hasAttribute("value", "reader-20");
    desk.page().keyboard().type("0");
    assertThat(desk.page().getByLabel("Claims", exactly())).containsText("user_reader_20");
    desk.hasNoBarriers("another user");
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void keepsWhatIsTypedWhileItSaves() {
    desk.begin("Convex");
    Locator lifetime = desk.page().getByLabel("Token lifetime", exactly());
    desk.hold("POST");
    desk.button("Create template").click();
    desk.isHeld();
    lifetime.fill("120");
    desk.letGo();
    desk.heading("convex").waitFor();
    assertThat(lifetime).hasValue("120");
    assertThat(desk.page().getByText("Unsaved changes")).isVisible();
    assertThat(desk.button("Mint a token")).isDisabled();
    assertThat(desk.page().url()).contains("#/templates/");
    assertThat(TEMPLATES.resolve("convex.json")).content().contains("\"lifetime\":3600");

    desk.hold("PUT");
    desk.page().getByLabel("Name", exactly()).fill("renamed");
    desk.button("Save changes").click();
    desk.isHeld();
    lifetime.fill("240");
    desk.letGo();
    desk.heading("renamed").waitFor();
    assertThat(desk.button("Save changes")).isVisible();
    assertThat(lifetime).hasValue("240");
    assertThat(TEMPLATES.resolve("renamed.json")).content().contains("\"lifetime\":120");
    desk.button("Save changes").click();
    assertThat(desk.button("Save changes")).isHidden();
    assertThat(TEMPLATES.resolve("renamed.json")).content().contains("\"lifetime\":240");
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void sendsAKeyOnlyToBeKept() {
    String secret = "a secret of at least 32 characters!";
    List<String> previews = new CopyOnWriteArrayList<>();
    desk.page()
        .onRequest(
            request -> {
              if (request.url().endsWith("/api/preview")) {
                previews.add(String.valueOf(request.postData()));
              }
            });
    desk.begin("Supabase");
    desk.page().getByLabel("Signing key", exactly()).fill(secret);
    desk.claims("{\"aud\": \"x\", \"role\": \"typed after the key\"}");
    assertThat(desk.page().getByLabel("Claims", exactly())).containsText("typed after the key");
    assertThat(previews).isNotEmpty().noneMatch(body -> body.contains("signing_key\":\""));
    desk.save("Create template");
    assertThat(TEMPLATES.resolve("supabase.json")).content().contains(secret);
    assertThat(previews).noneMatch(body -> body.contains(secret));
  }

  @Test
  void saysThatNothingIsAtAMalformedAddress() {
    for (String address : new String[] {"#/templates/%E0%A4%A", "#/new/%"}) {
      desk.open(address);
      assertThat(desk.page().getByText("There is nothing at this address.")).isVisible();
      desk.page().getByRole(AriaRole.LINK, named("All templates")).click();
      desk.heading("JWT Templates").waitFor();
    }
    assertThat(desk.complaints()).isEmpty();
  }

  private static HttpRequest.Builder notes(String token) {
    return with(token, "/api/notes");
  }

  private static HttpRequest.Builder with(String token, String path) {
    return HttpRequest.newBuilder(URI.create(BASE + path))
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
