package io.aval.internal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.dashboard.DashboardScene.Answer;
import io.aval.testing.MutableClock;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page's files and their headers, over HTTP. */
class DashboardFilesTest {
  private static final String PAGE = DashboardScene.PAGE;
  private static final String ADMIN = "X-Test-Role: admin";

  private DashboardScene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new DashboardScene(MutableClock.at("2026-01-01T00:00:00Z"), Map.of());
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void allowsScriptsOfItsOwnAndTheImportMapAlone() throws Exception {
    Answer page = scene.call(PAGE, ADMIN);
    String policy = page.header("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'self' 'sha256-")
        .contains("style-src 'self';", "base-uri 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http");
    String map = page.body().split("<script type=\"importmap\">")[1].split("</script>")[0];
    String hash =
        java.util.Base64.getEncoder()
            .encodeToString(Secrets.sha256(map.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(policy).contains("'sha256-" + hash + "'");
    assertThat(page.body()).doesNotContainPattern("<script>|style=|onclick=|https?://");
  }

  @Test
  void guardsEveryAnswer() throws Exception {
    for (Answer answer :
        new Answer[] {
          scene.call(PAGE, ADMIN),
          scene.call(PAGE),
          scene.call(PAGE + "nothing.js", ADMIN),
          scene.call("GET " + DashboardScene.API + "overview", ADMIN),
          scene.call("GET " + DashboardScene.API + "overview")
        }) {
      assertThat(answer.header("Content-Security-Policy")).isPresent();
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
    }
  }

  @Test
  void servesEveryModuleThatTheImportMapNames() throws Exception {
    var names = Pattern.compile("\"\\./(lib/[^\"]+)\"").matcher(scene.call(PAGE, ADMIN).body());
    int count = 0;
    while (names.find()) {
      Answer module = scene.call(PAGE + names.group(1), ADMIN);
      assertThat(module.status()).as(names.group(1)).isEqualTo(200);
      assertThat(module.header("Content-Type").orElseThrow()).startsWith("text/javascript");
      count++;
    }
    assertThat(count).isEqualTo(12);
  }

  @Test
  void servesNothingFromOutsideItsFolder() throws Exception {
    for (String path :
        new String[] {
          "../dashboard/index.html",
          "..%2f..%2fWEB-INF/web.xml",
          "%2e%2e/%2e%2e/%2e%2e/META-INF/LICENSE",
          "lib/../../../../META-INF/beans.xml",
          "lib/..%5c..%5cx.js",
          "/etc/passwd",
          "lib/crelt.LICENSE.txt",
          "Dashboard.class",
          "lib/",
          "index.html/",
          "nothing.css"
        }) {
      assertThat(scene.call(PAGE + path, ADMIN).status()).as(path).isIn(400, 404);
    }
    for (String name : new String[] {"../x.js", "lib/../x.js", "a/b.js", "/x.js", ".x.js", "x"}) {
      assertThat(PageFiles.find(name)).as(name).isEmpty();
    }
  }

  @Test
  void savesTheBrowserWhatItHas() throws Exception {
    Answer first = scene.call(PAGE + "app.js", ADMIN);
    String etag = first.header("ETag").orElseThrow();
    assertThat(first.header("Cache-Control")).contains("private, no-cache");
    Answer second = scene.call(PAGE + "app.js", ADMIN, "If-None-Match: " + etag);
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(scene.call(PAGE + "app.js", ADMIN, "If-None-Match: \"x\"").status()).isEqualTo(200);
    assertThat(scene.call(PAGE + "app.js", "If-None-Match: " + etag).status()).isEqualTo(403);
  }

  @Test
  void answersHeadWithoutTheBody() throws Exception {
    Answer head = scene.call(PAGE.replace("GET", "HEAD"), ADMIN);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length").map(Integer::parseInt).orElseThrow()).isPositive();
  }

  @Test
  void repeatsNoCookieToATrace() throws Exception {
    Answer trace = scene.call(PAGE.replace("GET", "TRACE"), ADMIN, "Cookie: aval_dashboard=mine");
    assertThat(trace.status()).isEqualTo(405);
    assertThat(trace.header("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(trace.body()).doesNotContain("mine");
  }

  @Test
  void addsTheSlashThatItsLinksNeed() throws Exception {
    Answer answer = scene.call("GET /notes/aval/dashboard", ADMIN);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/notes/aval/dashboard/");
  }
}
