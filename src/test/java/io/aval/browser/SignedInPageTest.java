package io.aval.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.aval.Reason;
import io.aval.testing.Chromium;
import io.aval.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** A page in a real Chromium, before a server that really verifies. */
@Tag("real-parts")
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class SignedInPageTest {
  private Chromium chromium;
  private MutableClock clock;
  private BrowserHost host;
  private Browsing browsing;

  @BeforeAll
  void openBrowser() throws Exception {
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
    clock = MutableClock.at("2026-03-01T12:00:00Z");
    host = BrowserHost.start(clock);
    browsing = new Browsing(chromium, host, clock);
  }

  @AfterEach
  void closePage() {
    browsing.close();
    host.close();
  }

  @Test
  void asksForOneTokenAndLearnsWhoItsUserIs() {
    Page page = browsing.signedIn("{\"confirmUrl\":\"api/me\"}");

    assertThat(page.evaluate("() => auth.state.identity.email")).isEqualTo("ada@example.com");
    assertThat(page.evaluate("() => call()")).isEqualTo("200 ada");
    assertThat(page.evaluate("() => asked")).isEqualTo(List.of(false));
    assertThat(host.seen("api/me")).containsExactly("GET /app/api/me + 200");
    assertThat(browsing.complaints()).isEmpty();
  }

  @Test
  void isNobodyAfterClearAuth() {
    Page page = browsing.signedIn("{}");
    page.evaluate("() => auth.clearAuth()");

    assertThat(page.evaluate("() => call('api/me')")).isEqualTo("200 null");
    browsing.pass(Duration.ofMinutes(3));
    assertThat(host.mint().asked()).isEqualTo(1);
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true, false));
    assertThat(page.evaluate("() => auth.state.reason")).isNull();
  }

  @Test
  void wakesUpAfterItsTokenExpiredAndIsStillSignedIn() {
    Page page = browsing.signedIn("{}");
    browsing.sleep(Duration.ofHours(9));

    assertThat(page.evaluate("() => call()")).isEqualTo("200 ada");
    assertThat(host.seen("api/notes")).containsExactly("GET /app/api/notes + 200");
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true));
    assertThat(host.mint().asked()).isEqualTo(2);
  }

  @Test
  void refreshesWhenItIsShownAgainAfterTheBrowserFrozeIt() {
    Page page = browsing.signedIn("{}");
    browsing.freeze(page, Duration.ofHours(1));
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");

    page.waitForFunction("() => asked.length === 2");
    assertThat(page.evaluate("() => call()")).isEqualTo("200 ada");
    assertThat(host.seen("api/notes")).containsExactly("GET /app/api/notes + 200");
  }

  @Test
  void waitsWhileOfflineAndGoesOnWhenTheNetworkIsBack() {
    Page page = browsing.signedIn("{}");
    browsing.context().setOffline(true);
    browsing.pass(Duration.ofMinutes(2));
    assertThat(page.evaluate("() => auth.state.isAuthenticated")).isEqualTo(true);
    assertThat(page.evaluate("() => auth.state.isWaiting")).isEqualTo(true);
    page.evaluate("() => { window.waiting = call(); }");

    browsing.context().setOffline(false);
    browsing.pass(Duration.ofSeconds(2));

    assertThat(page.evaluate("() => waiting")).isEqualTo("200 ada");
    assertThat(page.evaluate("() => auth.state.isWaiting")).isEqualTo(false);
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true));
  }

  @Test
  void triesOnceMoreWithAFreshTokenWhenOneIsRefused() {
    Page page = browsing.signedIn("{}");
    host.mint().revokeAll();

    assertThat(page.evaluate("() => call('api/notes', {method: 'POST', body: 'kept'})"))
        .isEqualTo("200 ada");
    assertThat(host.seen("api/notes"))
        .containsExactly("POST /app/api/notes + 401", "POST /app/api/notes + 200");
    assertThat(page.evaluate("() => asked")).isEqualTo(List.of(false, true));
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true));
  }

  @Test
  void isSignedOutWithTheServersReasonWhenRefusedTwice() {
    Page page = browsing.signedIn("{}");
    host.mint().revoke("ada");

    assertThat(page.evaluate("() => call()")).isEqualTo("401 REVOKED");
    assertThat(page.evaluate("() => auth.state.reason.code")).isEqualTo("REVOKED");
    assertThat(page.evaluate("() => auth.state.reason.detail"))
        .isEqualTo(Reason.REVOKED.getDetail());
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true, false));
    assertThat(host.seen("api/notes")).hasSize(2);
  }

  @Test
  void isSignedOutWhenTheIssuerSaysSo() {
    Page page = browsing.signedIn("{}");
    host.mint().endSession();
    browsing.pass(Duration.ofSeconds(50));

    page.waitForFunction("() => !auth.state.isAuthenticated");
    assertThat(page.evaluate("() => auth.state.reason.code")).isEqualTo("SESSION_ENDED");
  }

  @Test
  void staysSignedInWhenAForcedRefreshBringsTheSameToken() {
    Page page = browsing.open("{}");
    page.evaluate("() => signIn((asked) => fetchToken({...asked, skipCache: false}))");
    page.waitForFunction("() => auth.state.isAuthenticated");
    browsing.pass(Duration.ofSeconds(49));
    page.waitForFunction("() => asked.length > 1");
    browsing.pass(Duration.ofSeconds(5));

    assertThat(host.mint().minted()).isEqualTo(1);
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true));
    assertThat(page.evaluate("() => call()")).isEqualTo("200 ada");
  }

  @Test
  void switchesOrganisationWithoutAnybodyInBetween() {
    Page page = browsing.signedIn("{\"confirmUrl\":\"api/me\"}");
    page.evaluate("() => { states.length = 0; org = 'org_2'; }");
    page.evaluate(
        "() => { signIn((asked) => fetchToken({...asked, skipCache: true})); return call(); }");

    page.waitForFunction("() => auth.state.identity.org_id === 'org_2'");
    assertThat(page.evaluate("() => states.map(({status}) => status)"))
        .isEqualTo(List.of("authenticated"));
  }

  @Test
  void refreshesOnceForFiveTabs() {
    List<Page> tabs = Stream.generate(() -> browsing.signedIn("{}")).limit(5).toList();
    int atStart = host.mint().minted();
    assertThat(atStart).isEqualTo(5);
    browsing.pass(Duration.ofSeconds(46));
    assertThat(host.mint().minted()).isEqualTo(atStart);
    browsing.passWhileTabsTalk(Duration.ofSeconds(4)); // the tokens are fetched anew after 48

    Object token = tabs.get(0).evaluate("() => auth.getToken()");
    for (Page tab : tabs) {
      tab.waitForFunction("async (token) => await auth.getToken() === token", token);
      assertThat(tab.evaluate("() => changes")).isEqualTo(List.of(true));
    }
    assertThat(host.mint().minted()).isEqualTo(6);
  }

  @Test
  void refreshesOnceForFiveTabsThatWakeUpTogether() {
    List<Page> tabs = Stream.generate(() -> browsing.signedIn("{}")).limit(5).toList();
    browsing.context().setOffline(true); // else the first one up is ahead of the others' clocks
    browsing.sleep(Duration.ofHours(2));
    browsing.context().setOffline(false);
    browsing.passWhileTabsTalk(Duration.ofSeconds(3));

    for (Page tab : tabs) {
      assertThat(tab.evaluate("() => call()")).isEqualTo("200 ada");
    }
    assertThat(host.mint().minted()).isEqualTo(6);
  }

  @Test
  void sharesNothingBetweenTabsOfTwoUsers() {
    Page ada = browsing.signedIn("{}");
    Page grace = browsing.open("page.html", "user=grace");
    Browsing.signIn(grace);
    browsing.pass(Duration.ofSeconds(70));

    assertThat(ada.evaluate("() => call()")).isEqualTo("200 ada");
    assertThat(grace.evaluate("() => call()")).isEqualTo("200 grace");
  }

  @Test
  void keepsItsTokenFromOtherOriginsAlsoAcrossARedirect() {
    Page page = browsing.signedIn("{}");
    String foreign = host.foreignUrl() + "seen";

    assertThat(page.evaluate("url => call(url)", foreign)).isEqualTo("200 null");
    String redirect = "redirect?to=" + foreign;
    assertThat(page.evaluate("path => call(path)", redirect)).isEqualTo("AvalError REDIRECTED");
    // Who follows nevertheless relies on the browser, which takes the header away.
    assertThat(page.evaluate("path => call(path, {redirect: 'follow'})", redirect))
        .isEqualTo("200 null");
    assertThat(page.evaluate("path => call(path, {redirect: 'follow'})", "redirect?to=api/notes"))
        .isEqualTo("200 ada");
  }

  @Test
  void leavesNothingOfATokenInTheBrowsersStorage() {
    Page page = browsing.signedIn("{}");
    browsing.pass(Duration.ofMinutes(2));

    String kept = browsing.context().storageState();
    assertThat(kept).doesNotContain("eyJ");
    assertThat(page.evaluate("() => localStorage.length + sessionStorage.length")).isEqualTo(0);
    assertThat(page.evaluate("async () => (await indexedDB.databases()).length")).isEqualTo(0);
    String locks =
        (String) page.evaluate("async () => JSON.stringify(await navigator.locks.query())");
    assertThat(locks).doesNotContain("ada").doesNotContain("eyJ");
  }

  @Test
  void talksOverASocketThatOutlivesItsTokensAndTheServer() {
    Page page = browsing.signedIn("{}");
    page.evaluate("() => talk()");
    page.waitForFunction("() => heard.includes('open')");
    for (int minute = 0; minute < 5; minute++) {
      browsing.pass(Duration.ofMinutes(1));
      page.evaluate("number => socket.send('number ' + number)", minute);
      page.waitForFunction("number => heard.includes('message ada: number ' + number)", minute);
    }
    assertThat(host.sockets().connections()).isEqualTo(1);
    assertThat(host.sockets().accepted()).isGreaterThan(5);

    host.stop();
    page.waitForFunction("() => heard.some((line) => line.startsWith('reconnecting'))");
    host.startAgain();
    browsing.pass(Duration.ofSeconds(5));
    page.waitForFunction("() => heard.at(-1) === 'open'");
    assertThat(page.evaluate("() => heard.filter((line) => /^(error|close)/.test(line))"))
        .isEqualTo(List.of());
  }

  @Test
  void comesBackToASocketThatWasClosedForExpiry() {
    Page page = browsing.signedIn("{}");
    page.evaluate("() => talk()");
    page.waitForFunction("() => heard.includes('open')");
    browsing.sleep(Duration.ofHours(1));
    host.sockets().closeAll("EXPIRED");
    browsing.pass(Duration.ofSeconds(3)); // should it wait a moment before it tries again

    page.waitForFunction("() => heard.filter((line) => line === 'open').length === 2");
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true));
    assertThat(page.evaluate("() => heard.filter((line) => /^(error|close)/.test(line))"))
        .isEqualTo(List.of());
  }

  @Test
  void losesItsSocketAndItsUserWhenRevoked() {
    Page page = browsing.signedIn("{}");
    page.evaluate("() => talk()");
    page.waitForFunction("() => heard.includes('open')");
    host.mint().revoke("ada");
    host.sockets().closeAll("REVOKED");

    page.waitForFunction("() => heard.at(-1).startsWith('close')");
    assertThat(page.evaluate("() => heard.at(-1)")).isEqualTo("close 4401 REVOKED");
    assertThat(page.evaluate("() => auth.state.reason.code")).isEqualTo("REVOKED");
  }
}
