package io.aval.internal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.dashboard.DashboardScene.Answer;
import io.aval.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may enter, over HTTP. */
class DashboardEntryTest {
  private static final String PAGE = DashboardScene.PAGE;
  private static final String OVERVIEW = "GET " + DashboardScene.API + "overview";
  private static final Map<String, String> DEMO =
      Map.of("aval.issuer.demo-users", "/WEB-INF/demo-users.json");

  private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");

  @Test
  void letsAdministratorsInWhomTheContainerKnows() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, Map.of())) {
      assertThat(scene.call(PAGE, "X-Test-Role: admin").status()).isEqualTo(200);
      assertThat(scene.call(OVERVIEW, "X-Test-Role: admin").status()).isEqualTo(200);
    }
  }

  @Test
  void asksForTheConfiguredRole() throws Exception {
    Map<String, String> other = Map.of("aval.issuer.dashboard-role", "keeper");
    try (DashboardScene scene = new DashboardScene(clock, other)) {
      assertThat(scene.call(PAGE, "X-Test-Role: keeper").status()).isEqualTo(200);
      Answer refused = scene.call(PAGE, "X-Test-Role: admin");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("You are signed in, but without the role keeper");
    }
  }

  @Test
  void turnsEverybodyElseAwayWithOneSentenceAndNoScript() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, Map.of())) {
      Answer page = scene.call(PAGE);
      assertThat(page.status()).isEqualTo(403);
      assertThat(page.body()).contains("with the role admin first.").doesNotContain("<script");
      assertThat(page.header("Cache-Control")).contains("no-store");
      assertThat(scene.call(PAGE + "app.js").status()).isEqualTo(403);
      assertThat(scene.call(PAGE + "page.css").status()).isEqualTo(200);
      Answer api = scene.call(OVERVIEW);
      assertThat(api.status()).isEqualTo(403);
      assertThat(api.json().getString("code")).isEqualTo("authorization_invalid");
      assertThat(api.body()).doesNotContain("issuer", "shortcodes");
    }
  }

  @Test
  void printsNoLinkInProduction() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, Map.of())) {
      scene.call(PAGE);
      assertThat(scene.log()).isEmpty();
    }
  }

  @Test
  void opensOnceByTheLinkInTheLog() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, DEMO)) {
      assertThat(scene.log()).hasSize(1).first().asString().startsWith("AVAL-310 ");
      String link = PAGE + "?once=" + scene.links().get(0);

      Answer opened = scene.call(link);
      assertThat(opened.status()).isEqualTo(303);
      assertThat(opened.header("Location")).contains("/notes/aval/dashboard/");
      assertThat(opened.header("Set-Cookie").orElseThrow())
          .contains("HttpOnly", "SameSite=Strict")
          .containsIgnoringCase("path=/notes/aval/dashboard");

      clock.advance(OnceLink.PAUSE);
      Answer again = scene.call(link);
      assertThat(again.status()).isEqualTo(403);
      assertThat(again.header("Set-Cookie")).isEmpty();
      assertThat(again.body()).contains("one-time link", "AVAL-310");
      assertThat(scene.links()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void usesUpTheLinkForNobodyWhoOnlyAsksWhatIsThere() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, DEMO)) {
      String link = PAGE + "?once=" + scene.links().get(0);
      Answer looked = scene.call(link.replace("GET", "HEAD"));
      assertThat(looked.status()).isEqualTo(403);
      assertThat(looked.header("Set-Cookie")).isEmpty();
      assertThat(scene.call(link).status()).isEqualTo(303);
    }
  }

  @Test
  void keepsTheBrowserThatCameByTheLinkForAWorkingDay() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, DEMO)) {
      String cookie = scene.openedByLink();
      clock.advance(Sessions.LIFETIME.minusMillis(1));
      assertThat(scene.call(PAGE, cookie).status()).isEqualTo(200);
      assertThat(scene.call(OVERVIEW, cookie).status()).isEqualTo(200);
      clock.advance(Duration.ofMillis(1));
      assertThat(scene.call(PAGE, cookie).status()).isEqualTo(403);
      assertThat(scene.call(OVERVIEW, cookie).status()).isEqualTo(403);
      assertThat(scene.call(PAGE, "Cookie: aval_dashboard=x").status()).isEqualTo(403);
    }
  }

  @Test
  void opensByNoLinkThatIsTenMinutesOld() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, DEMO)) {
      clock.advance(OnceLink.LIFETIME);
      assertThat(scene.call(PAGE + "?once=" + scene.links().get(0)).status()).isEqualTo(403);
      assertThat(scene.links()).hasSize(2);
      clock.advance(OnceLink.LIFETIME.minusMillis(1));
      assertThat(scene.call(PAGE + "?once=" + scene.links().get(1)).status()).isEqualTo(303);
    }
  }

  @Test
  void opensByNoLinkForCallersFromElsewhere() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, DEMO)) {
      String link = PAGE + "?once=" + scene.links().get(0);
      assertThat(scene.send("rebound.test", link, "").status()).isEqualTo(403);
      assertThat(scene.call(link, "X-Forwarded-For: 192.0.2.1").status()).isEqualTo(403);
      String cookie = scene.openedByLink(); // neither attempt has used it up
      assertThat(scene.call(PAGE, cookie).status()).isEqualTo(200);
      assertThat(scene.call(PAGE, cookie, "Via: 1.1 proxy").status()).isEqualTo(403);
      assertThat(scene.send("rebound.test", PAGE, "", cookie).status()).isEqualTo(403);
    }
  }

  @Test
  void neitherGuessesNorVisitsFillTheLog() throws Exception {
    try (DashboardScene scene = new DashboardScene(clock, DEMO)) {
      for (int i = 0; i < 20; i++) {
        scene.call(PAGE + "?once=guess");
      }
      assertThat(scene.links()).hasSize(1); // the first is still good
      scene.openedByLink();
      for (int i = 0; i < 20; i++) {
        scene.call(PAGE);
      }
      assertThat(scene.links()).hasSize(1);
      clock.advance(OnceLink.PAUSE);
      scene.call(PAGE);
      scene.call(PAGE);
      assertThat(scene.links()).hasSize(2);
      scene.send("rebound.test", PAGE, "");
      assertThat(scene.links()).hasSize(2);
    }
  }

  @Test
  void remembersAFewBrowsersAndForgetsTheFirst() {
    Sessions sessions = new Sessions(new Secrets(), clock);
    String first = sessions.open();
    List<String> more =
        java.util.stream.IntStream.range(1, Sessions.MOST).mapToObj(i -> sessions.open()).toList();
    assertThat(sessions.isOpen(first)).isTrue();
    String last = sessions.open();
    assertThat(sessions.isOpen(first)).isFalse();
    assertThat(more).allMatch(sessions::isOpen);
    assertThat(sessions.isOpen(last)).isTrue();
  }
}
