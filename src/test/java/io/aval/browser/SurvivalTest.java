package io.aval.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.aval.testing.Chromium;
import io.aval.testing.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A signed-in page survives: tokens of thirty seconds for ten minutes, an issuer that is down for
 * one of them, a server that is restarted. Time is compressed; with {@code -Daval.soak=true} it is
 * real.
 */
@Tag("real-parts")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SurvivalTest {
  private static final int TOKEN_SECONDS = 30;
  private static final int MINUTES = 10;

  /** The calls of one page: one each second, whose answers it keeps. */
  private static final String ONE_CALL =
      "() => { window.answers ??= []; window.pending = (window.pending ?? 0) + 1;"
          + " call().then((line) => { answers.push(line); pending--; });"
          + " if (socket.readyState === 1) socket.send('x'); }";

  @Test
  void tenMinutesWithoutOneVisibleError() throws Exception {
    boolean real = Boolean.getBoolean("aval.soak");
    MutableClock compressed = MutableClock.at("2026-03-01T12:00:00Z");
    Clock clock = real ? Clock.systemUTC() : compressed;
    try (Chromium chromium = Chromium.open();
        BrowserHost host = BrowserHost.start(clock);
        Browsing browsing =
            real ? new Browsing(chromium, host) : new Browsing(chromium, host, compressed)) {
      host.mint().lifetime(TOKEN_SECONDS);
      Page page = browsing.signedIn("{\"confirmUrl\":\"api/me\"}");
      page.evaluate("() => talk()");
      page.waitForFunction("() => heard.includes('open')");

      live(browsing, page, Duration.ofMinutes(4));
      host.mint().down(true);
      live(browsing, page, Duration.ofMinutes(1));
      assertThat(page.evaluate("() => auth.state.isWaiting")).isEqualTo(true);
      host.mint().down(false);
      live(browsing, page, Duration.ofMinutes(1));
      survived(page);
      int beforeRestart = calls(page);
      assertThat(host.sockets().connections()).isBetween(1, 2);

      host.stop();
      browsing.pass(Duration.ofSeconds(5));
      host.startAgain();
      browsing.pass(Duration.ofSeconds(5));
      live(browsing, page, Duration.ofMinutes(MINUTES - 6));

      survived(page);
      assertThat(calls(page)).isGreaterThan(beforeRestart + 200);
      assertThat(host.mint().minted()).isBetween(MINUTES * 60 / TOKEN_SECONDS - 2, 40);
      assertThat(host.seen("api/notes")).isNotEmpty().allMatch(call -> call.endsWith(" + 200"));
      String report =
          "%s: %d calls, %d tokens, %d connections, refused: %d, socket: %s"
              .formatted(
                  real ? "real time" : "compressed",
                  calls(page),
                  host.mint().minted(),
                  host.sockets().connections(),
                  host.seen("api/notes").stream().filter(call -> call.endsWith("401")).count(),
                  page.evaluate("() => heard.filter((line) => !line.startsWith('message'))"));
      Files.writeString(Path.of("target", "survival.txt"), report + "\n");
    }
  }

  private static void live(Browsing browsing, Page page, Duration time) {
    Instant end = browsing.now().plus(time);
    while (browsing.now().isBefore(end)) {
      page.evaluate(ONE_CALL);
      browsing.pass(Duration.ofSeconds(1));
    }
  }

  private static int calls(Page page) {
    return (int) page.evaluate("() => answers.length");
  }

  /** Nobody was signed out, every call was answered as it should, and the socket is open. */
  private static void survived(Page page) {
    page.waitForFunction("() => pending === 0");
    page.waitForFunction("() => socket.readyState === 1");
    assertThat((List<?>) page.evaluate("() => answers")).allMatch(line -> line.equals("200 ada"));
    assertThat(page.evaluate("() => changes")).isEqualTo(List.of(true));
    assertThat((List<?>) page.evaluate("() => states.map(({status}) => status)"))
        .noneMatch(status -> status.equals("unauthenticated"));
    assertThat((List<?>) page.evaluate("() => heard"))
        .noneMatch(line -> Pattern.matches("(?:error|close).*", line.toString()));
  }
}
