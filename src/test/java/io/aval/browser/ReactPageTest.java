package io.aval.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.aval.testing.Chromium;
import io.aval.testing.NodeProgram;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The components for React, in StrictMode, with the real React in a real Chromium. */
@Tag("real-parts")
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class ReactPageTest {
  private static final String SIGN_IN =
      "() => clerk.set({isLoaded: true, isSignedIn: true, sessionId: 'ada', orgId: null})";

  private Chromium chromium;
  private BrowserHost host;
  private Browsing browsing;

  @BeforeAll
  void openBrowser() throws Exception {
    NodeProgram.install("browser", "The components for React were not tested").run("vendor.mjs");
    chromium = Chromium.open();
  }

  @AfterAll
  void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void openPage() throws Exception {
    host = BrowserHost.start(Clock.systemUTC());
    browsing = new Browsing(chromium, host);
  }

  @AfterEach
  void closePage() {
    browsing.close();
    host.close();
  }

  @Test
  void isLoadingThenAuthenticatedAndFetchesOnceInStrictMode() {
    Page page = browsing.open("react.html", "");
    showing(page, "loading");
    page.evaluate(SIGN_IN);
    showing(page, "authenticated");

    assertThat(page.evaluate("() => new Set(shown).size")).isEqualTo(2);
    assertThat(page.evaluate("() => asked"))
        .isEqualTo(
            List.of(
                Map.of("template", "convex", "skipCache", false, "sessionId", "ada", "orgId", "")));
    assertThat(browsing.complaints()).isEmpty();
  }

  @Test
  void showsNobodyWhenNobodyIsSignedIn() {
    Page page = browsing.open("react.html", "");
    page.evaluate("() => clerk.set({isLoaded: true, isSignedIn: false})");

    showing(page, "unauthenticated");
    assertThat(page.evaluate("() => shown.includes('authenticated')")).isEqualTo(false);
    assertThat(host.mint().asked()).isZero();
  }

  @Test
  void neverShowsNobodyWhenSomebodyWasSignedInFromTheStart() {
    Page page = browsing.open("react.html", "in");

    showing(page, "authenticated");
    assertThat(page.evaluate("() => shown.includes('unauthenticated')")).isEqualTo(false);
    assertThat(host.mint().asked()).isEqualTo(1);
  }

  @Test
  void letsNoEffectOfAChildCallAsNobody() {
    Page page = browsing.open("react.html", "in&eager");
    page.waitForFunction("() => calls.length >= 4");

    assertThat((List<?>) page.evaluate("() => calls"))
        .allMatch(call -> call.toString().endsWith("200 ada"));
    assertThat(host.seen("api/notes")).allMatch(call -> call.contains(" + "));
    assertThat(host.mint().asked()).isEqualTo(1);
  }

  @Test
  void letsEffectsWaitUntilTheLibraryHasLoaded() {
    Page page = browsing.open("react.html", "eager");
    showing(page, "loading");
    assertThat(host.seen("api/notes")).isEmpty();
    page.evaluate(SIGN_IN);
    page.waitForFunction("() => calls.length >= 4");

    assertThat((List<?>) page.evaluate("() => calls"))
        .allMatch(call -> call.toString().endsWith("200 ada"));
  }

  @Test
  void fetchesAnotherTokenForAnotherOrganisationRoleOrSessionWithoutAFlicker() {
    Page page = browsing.open("react.html", "in&eager");
    showing(page, "authenticated");
    page.evaluate("() => { shown.length = 0; clerk.set({orgId: 'org_2'}); }");
    page.waitForFunction("() => asked.length === 2");
    page.evaluate("() => clerk.set({orgRole: 'admin'})");
    page.waitForFunction("() => asked.length === 3");
    page.evaluate("() => clerk.set({sessionId: 'grace'})");
    page.waitForFunction("() => document.getElementById('who').textContent === 'grace'");

    assertThat(page.evaluate("() => asked[1].orgId")).isEqualTo("org_2");
    assertThat(page.evaluate("() => shown")).isEqualTo(List.of());
    page.waitForFunction("() => calls.at(-1) === 'effect 200 grace'");
  }

  @Test
  void takesTheTokenOfTheNewRoleAlthoughTheLibrarysCacheWouldBringTheOneBefore() {
    Page page = browsing.open("react.html", "in");
    showing(page, "authenticated");
    Object before = page.evaluate("() => auth.getToken()");
    page.evaluate("() => clerk.set({orgRole: 'admin'})");

    page.waitForFunction("async (before) => await auth.getToken() !== before", before);
    assertThat(page.evaluate("() => asked.map(({skipCache}) => skipCache)"))
        .isEqualTo(List.of(false, true));
  }

  @Test
  void keepsItsUserWhileASuspenseBoundaryFurtherUpShowsItsFallback() {
    Page page = browsing.open("react.html", "in");
    showing(page, "authenticated");
    page.evaluate(
        "() => { window.states = []; auth.subscribe(() => states.push(auth.state.status)); }");
    page.evaluate("() => suspend()");
    page.waitForFunction("() => document.getElementById('fallback')");
    assertThat(page.evaluate("() => auth.state.status")).isEqualTo("authenticated");
    page.evaluate("() => arrive()");

    page.waitForFunction("() => !document.getElementById('fallback')");
    assertThat(page.innerText("#root")).contains("arrived").contains("authenticated");
    assertThat(page.evaluate("() => states")).isEqualTo(List.of());
    assertThat(host.mint().asked()).isEqualTo(1);
  }

  @Test
  void leavesTheOneBeforeWhenItIsGivenAnotherAuth() {
    Page page = browsing.open("react.html", "in");
    showing(page, "authenticated");
    page.evaluate("() => give(another())");

    page.waitForFunction("() => second.state.isAuthenticated && !auth.state.isAuthenticated");
    page.evaluate("() => give(auth)");
    page.waitForFunction("() => auth.state.isAuthenticated && !second.state.isAuthenticated");
    showing(page, "authenticated");
  }

  @Test
  void doesNotAskAgainWhenItIsOnlyRenderedAgain() {
    Page page = browsing.open("react.html", "in");
    showing(page, "authenticated");
    for (int time = 0; time < 3; time++) {
      page.evaluate("() => { again(); clerk.set({unrelated: Math.random()}); }");
    }
    page.evaluate("() => auth.fetch('api/notes')");

    assertThat(host.mint().asked()).isEqualTo(1);
  }

  @Test
  void asksTheNewestFunctionOfTheLibraryWithSkipCacheWhenATokenIsRefused() {
    Page page = browsing.open("react.html", "in");
    showing(page, "authenticated");
    host.mint().revokeAll();
    page.evaluate("async () => { await auth.fetch('api/notes'); }");

    assertThat(page.evaluate("() => asked.map(({skipCache}) => skipCache)"))
        .isEqualTo(List.of(false, true));
    showing(page, "authenticated");
  }

  @Test
  void signsOutAndInAgain() {
    Page page = browsing.open("react.html", "in&eager");
    showing(page, "authenticated");
    page.evaluate("() => clerk.set({isSignedIn: false, sessionId: null})");
    showing(page, "unauthenticated");
    assertThat(page.evaluate("() => auth.state.isAuthenticated")).isEqualTo(false);

    page.evaluate("() => { shown.length = 0; }");
    page.evaluate(SIGN_IN);
    showing(page, "authenticated");
    assertThat(page.evaluate("() => shown.includes('unauthenticated')")).isEqualTo(false);
  }

  @Test
  void signsOutWhenItIsTakenAway() {
    Page page = browsing.open("react.html", "in");
    showing(page, "authenticated");
    page.evaluate("() => setThere(false)");

    page.waitForFunction("() => auth.state.status === 'unauthenticated'");
    page.evaluate("() => setThere(true)");
    showing(page, "authenticated");
  }

  @Test
  void showsTheServersRefusalAsNobody() {
    host.mint().revoke("ada");
    Page page = browsing.open("react.html", "in&options=%7B%22confirmUrl%22:%22api/me%22%7D");

    showing(page, "unauthenticated");
    assertThat(page.evaluate("() => shown.includes('authenticated')")).isEqualTo(false);
    assertThat(page.evaluate("() => auth.state.reason.code")).isEqualTo("REVOKED");
  }

  @Test
  void followsAnApplicationThatSignsInByItself() {
    Page page = browsing.open("react.html", "plain");
    showing(page, "unauthenticated");
    page.evaluate(
        "() => auth.setAuth(async () => (await fetch('token?user=ada&org=', {method:"
            + " 'POST'})).text())");
    showing(page, "authenticated");
    page.evaluate("() => auth.clearAuth()");
    showing(page, "unauthenticated");
  }

  @Test
  void saysSoWhenThereIsNoProvider() {
    Page page = browsing.open("react.html", "plain");

    assertThat(page.evaluate("() => outside()").toString()).contains("inside an AvalProvider");
  }

  private static void showing(Page page, String what) {
    page.waitForFunction("what => document.getElementById('shown')?.textContent === what", what);
  }
}
