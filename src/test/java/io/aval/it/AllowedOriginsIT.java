package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.Denylist;
import io.aval.it.pages.WilfulFilter;
import io.aval.testing.Chromium;
import io.aval.testing.PageServer;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code aval.allowed-origins} does, and does for nobody else. */
@ExtendWith(ArquillianExtension.class)
class AllowedOriginsIT {
  private static final PageServer PAGES = PageServer.start();
  private static final PageServer OTHERS = PageServer.start();

  /** Signs in with a token that this server refuses, and then with a good one. */
  private static final String CLIENT =
      """
      async ({base, paths}) => {
        const {createAuth} = await import(base + "aval/aval.js");
        const auth = createAuth({origins: [new URL(base).origin]});
        auth.setAuth(({skipCache}) => mint(skipCache));
        const seen = [];
        for (const path of paths) {
          const answer = await auth.fetch(base + path);
          seen.push(answer.status + " " + await answer.text());
        }
        return [...seen, auth.state.status];
      }
      """;

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return PagesApp.named("allowed-origins")
        .classes(WilfulFilter.class, Denylist.class)
        .parameter("aval.allowed-origins", PAGES.origins())
        .webXml(TestWar.PROTECTED_PATHS)
        .archive();
  }

  private String page() {
    return PAGES.origin(ForeignPage.otherHost(base));
  }

  @Test
  void letsThePageReadFilesAndErrorsAsWell() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      ForeignPage page = ForeignPage.open(chromium, PAGES, base);
      String token = PagesApp.good();
      assertThat(page.call("page.html", token).body()).contains("<title>page</title>");
      assertThat(page.fetch("page.html", Map.of()).status()).isEqualTo(200);
      for (String nowhere : List.of("nowhere.html", "rest/nowhere", "nowhere/at/all")) {
        assertThat(page.call(nowhere, token).status()).as(nowhere).isEqualTo(404);
      }
      for (String failing : List.of("fails", "sends-500", "rest/fails")) {
        assertThat(page.call(failing, token).status()).as(failing).isEqualTo(500);
      }
      assertThat(page.call("page.html", PagesApp.expired()).body()).contains("EXPIRED");
    }
    assertThat(Server.current().log()).contains("AVAL-206").contains("failed on purpose");
  }

  @Test
  void letsThePageReadThatTheTokenCouldNotBeExamined() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      ForeignPage page = ForeignPage.open(chromium, PAGES, base);
      for (String path : List.of("plain", "rest/open/who", "rest/guarded/class", "page.html")) {
        ForeignPage.Seen failed = page.call(path, PagesApp.broken());
        assertThat(failed.status()).as(path).isEqualTo(500);
        assertThat(failed.body()).as(path).doesNotContain("password of the denylist");
      }
    }
    assertThat(Server.current().log()).contains("AVAL-203");
  }

  @Test
  void letsThePageReadWhatTheContainerProtects() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      ForeignPage page = ForeignPage.open(chromium, PAGES, base);
      ForeignPage.Seen expired = page.call("secret", PagesApp.expired());
      assertThat(expired.status()).isEqualTo(401);
      assertThat(expired.challenge()).contains("error=\"invalid_token\"");
      assertThat(expired.body()).contains("\"code\":\"EXPIRED\"");
      assertThat(page.fetch("secret", Map.of()).body()).contains("\"code\":\"NO_TOKEN\"");
      ForeignPage.Seen down = page.call("secret", PagesApp.ofTheIssuerThatIsDown());
      assertThat(down.status()).isEqualTo(503);
      assertThat(down.retryAfter()).matches("[1-9][0-9]*");
      if (Server.current().letsMechanismsLogIn()) {
        assertThat(page.call("secret", PagesApp.good()).body()).contains("|user-1");
        ForeignPage.Seen scope = page.call("secret/guard/scope", PagesApp.good());
        assertThat(scope.challenge()).contains("error=\"insufficient_scope\"");
        assertThat(page.call("secret/admin", PagesApp.good()).status())
            .as("the container's own answer")
            .isEqualTo(403);
      }
    }
  }

  @Test
  void letsPagesOfNoOtherOriginReadAnything() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      for (String path : List.of("plain", "rest/open/who", "secret", "page.html", "fails")) {
        ForeignPage page = ForeignPage.open(chromium, OTHERS, base);
        assertThat(page.call(path, PagesApp.good()).status()).as(path).isZero();
        assertThat(page.fetch(path, Map.of()).status()).as(path).isZero();
      }
    }
  }

  @Test
  void saysNothingToOriginsThatOnlyLookAlike() {
    String allowed = page();
    List<String> origins = new ArrayList<>(List.of("null", "*", "https://evil.test"));
    origins.add(allowed + "0");
    origins.add(allowed.substring(0, allowed.length() - 1));
    origins.add(allowed + "/");
    origins.add(allowed + ".evil.test");
    origins.add(allowed.replace("http:", "https:"));
    origins.add(allowed.replace("http:", "HTTP:"));
    origins.add(allowed.replace("://", "://x."));
    origins.add(allowed + ", " + allowed);
    origins.add(OTHERS.origin("localhost"));
    for (String path : List.of("plain", "rest/open/who", "secret", "page.html", "nowhere")) {
      for (String origin : origins) {
        saysNothing(Http.send(Http.to(base, path).header("Origin", origin)), origin);
        saysNothing(Http.send(preflight(path, origin)), origin);
      }
      saysNothing(Http.get(base, path), "none");
    }
  }

  private HttpRequest.Builder preflight(String path, String origin) {
    return Http.to(base, path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "PUT")
        .header("Access-Control-Request-Headers", "authorization,x-other")
        .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
  }

  private static void saysNothing(HttpResponse<String> answer, String origin) {
    assertThat(answer.headers().map().keySet())
        .as(origin)
        .noneMatch(name -> name.regionMatches(true, 0, "access-control-", 0, 15));
    assertThat(String.join(",", answer.headers().allValues("Vary"))).as(origin).contains("Origin");
  }

  @Test
  void answersPreflightsEverywhere() {
    for (String path : List.of("plain", "rest/open/who", "secret", "page.html", "rest/nowhere")) {
      HttpResponse<String> answer = Http.send(preflight(path, page()));
      assertThat(answer.statusCode()).as(path).isEqualTo(204);
      assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(page());
      assertThat(answer.headers().allValues("Access-Control-Allow-Methods")).containsExactly("PUT");
      assertThat(answer.headers().allValues("Access-Control-Allow-Headers"))
          .containsExactly("authorization,x-other");
      assertThat(answer.headers().allValues("Access-Control-Allow-Credentials"))
          .as("no cookie is a token here")
          .isEmpty();
    }
  }

  @Test
  void lendsItsOwnClientToThePageAndTellsItWhenToRefresh() throws Exception {
    List<Object> minted = new ArrayList<>();
    try (Chromium chromium = Chromium.open()) {
      ForeignPage page = ForeignPage.open(chromium, PAGES, base);
      page.page()
          .exposeFunction(
              "mint",
              skipCache -> {
                minted.add(skipCache[0]);
                return minted.size() == 1 ? PagesApp.forAnotherAudience() : PagesApp.good();
              });
      List<String> paths = List.of("rest/changes", "guard/stepup", "changes");
      Object seen = page.page().evaluate(CLIENT, Map.of("base", base.toString(), "paths", paths));
      assertThat((List<?>) seen)
          .satisfiesExactly(
              rest -> assertThat(rest).asString().startsWith("200 user-1 sees"),
              stepUp -> assertThat(stepUp).asString().startsWith("401").contains("STEP_UP"),
              servlet -> assertThat(servlet).asString().startsWith("200 user-1 sees"),
              state -> assertThat(state).isEqualTo("authenticated"));
    }
    assertThat(minted).as("once more, and not for a challenge that asks otherwise").hasSize(2);
    assertThat(minted.get(1)).isEqualTo(true);
  }

  @Test
  void refusesABadTokenWhateverTheApplicationsFiltersDo() {
    for (String path : List.of("answers", "redirects", "forwards", "fails")) {
      HttpResponse<String> refused = Http.get(base, "filter/" + path, PagesApp.expired());
      Refusal.check(refused, Reason.EXPIRED);
    }
    assertThat(Http.get(base, "filter/answers", PagesApp.good()).body())
        .isEqualTo("answered by a filter");
    assertThat(Http.get(base, "filter/forwards", PagesApp.good()).body()).startsWith("user-1");
    assertThat(Http.get(base, "filter/redirects").statusCode()).isEqualTo(302);
  }
}
