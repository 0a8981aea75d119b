package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import io.aval.testing.Chromium;
import io.aval.testing.PageServer;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser that has the user's token in a cookie, and pages that would like to use it. */
@ExtendWith(ArquillianExtension.class)
class CookieCallsIT {
  private static final PageServer ALLOWED = PageServer.start();
  private static final PageServer OTHERS = PageServer.start();
  private static final List<String> DOORS = List.of("changes", "rest/changes");

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return PagesApp.named("cookie-calls")
        .parameter("aval.allowed-origins", ALLOWED.origins())
        .parameter("aval.token-sources", "header,cookie:session")
        .archive();
  }

  /**
   * With a cookie as most are: a browser sends it to every port of the host, and with a form of
   * another site as well in the cookie's first two minutes.
   */
  private BrowserContext signedIn(Chromium chromium, String token) {
    BrowserContext context = chromium.newContext();
    context.addCookies(
        List.of(
            new Cookie("session", token).setDomain(base.getHost()).setPath("/").setHttpOnly(true)));
    return context;
  }

  private String changes() {
    return Http.get(base, "changes", PagesApp.good()).body();
  }

  private static Map<String, Object> with(String method) {
    return Map.of("method", method, "credentials", "include");
  }

  /** Of the application's own site and of another. */
  private List<String> origins(PageServer pages) {
    return List.of(pages.origin(base.getHost()), pages.origin(ForeignPage.otherHost(base)));
  }

  @Test
  void changesNothingForAFormOfAnotherPage() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      String before = changes();
      for (String origin : origins(OTHERS)) {
        BrowserContext context = signedIn(chromium, PagesApp.good());
        for (String door : DOORS) {
          Response answer = ForeignPage.open(context, origin, base).postForm(door);
          assertThat(answer.request().allHeaders().get("cookie"))
              .as("the browser does send it")
              .contains("session=");
          assertThat(answer.status()).as(door + " from " + origin).isEqualTo(403);
          assertThat(answer.text()).contains("\"code\":\"CROSS_ORIGIN\"");
        }
      }
      assertThat(changes()).isEqualTo(before);
    }
  }

  @Test
  void changesNothingForAScriptOfAnotherPageAndShowsItNothing() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      BrowserContext context = signedIn(chromium, PagesApp.good());
      String before = changes();
      for (String origin : origins(OTHERS)) {
        ForeignPage page = ForeignPage.open(context, origin, base);
        for (String door : DOORS) {
          assertThat(page.fetch(door, with("GET")).status()).isZero();
          assertThat(page.fetch(door, with("POST")).status()).isZero();
          assertThat(page.fetch(door, with("PUT")).status()).isZero();
          ForeignPage.Seen opaque =
              page.fetch(
                  door, Map.of("method", "POST", "credentials", "include", "mode", "no-cors"));
          assertThat(opaque.body()).isEmpty();
        }
      }
      assertThat(changes()).isEqualTo(before);
    }
  }

  @Test
  void servesFormsAndScriptsOfAllowedPages() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      for (String origin : origins(ALLOWED)) {
        BrowserContext context = signedIn(chromium, PagesApp.good());
        for (String door : DOORS) {
          ForeignPage page = ForeignPage.open(context, origin, base);
          String before = changes();
          assertThat(page.postForm(door).text()).startsWith("user-1 sees");
          assertThat(changes()).isNotEqualTo(before);
        }
      }
      String origin = ALLOWED.origin(base.getHost());
      ForeignPage page = ForeignPage.open(signedIn(chromium, PagesApp.good()), origin, base);
      for (String door : DOORS) {
        assertThat(page.fetch(door, with("GET")).body()).startsWith("user-1 sees");
        String before = changes();
        assertThat(page.fetch(door, with("POST")).body()).startsWith("user-1 sees");
        assertThat(changes()).isNotEqualTo(before);
      }
    }
  }

  @Test
  void letsAnAllowedPageReadWhyItsCookieWasRefused() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      BrowserContext context = signedIn(chromium, PagesApp.expired());
      ForeignPage page = ForeignPage.open(context, ALLOWED.origin(base.getHost()), base);
      for (String door : DOORS) {
        ForeignPage.Seen refused = page.fetch(door, with("POST"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("\"code\":\"EXPIRED\"");
        assertThat(refused.challenge()).contains("error=\"invalid_token\"");
      }
    }
  }
}
