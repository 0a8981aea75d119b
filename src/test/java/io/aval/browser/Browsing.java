package io.aval.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.aval.testing.Chromium;
import io.aval.testing.MutableClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody with a browser in front of a {@link BrowserHost}; both have the time of one clock. */
final class Browsing implements AutoCloseable {
  private final BrowserHost host;
  private final Clock clock;
  private final Optional<MutableClock> compressed;
  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Browsing(Chromium chromium, BrowserHost host, MutableClock clock) {
    this(chromium, host, clock, Optional.of(clock));
    context.clock().install(new com.microsoft.playwright.Clock.InstallOptions().setTime(millis()));
    context.clock().pauseAt(millis() + 1);
    clock.advance(Duration.ofMillis(1));
  }

  /** Whose time is the real one. */
  Browsing(Chromium chromium, BrowserHost host) {
    this(chromium, host, Clock.systemUTC(), Optional.empty());
  }

  private Browsing(
      Chromium chromium, BrowserHost host, Clock clock, Optional<MutableClock> compressed) {
    this.host = host;
    this.clock = clock;
    this.compressed = compressed;
    this.context = chromium.newContext();
    context.setDefaultTimeout(15_000);
  }

  private long millis() {
    return clock.millis();
  }

  Instant now() {
    return clock.instant();
  }

  BrowserContext context() {
    return context;
  }

  /** A page with a client that has these options, in JSON. */
  Page open(String options) {
    return open("page.html", "options=" + URLEncoder.encode(options, StandardCharsets.UTF_8));
  }

  Page open(String file, String query) {
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.navigate(host.url() + file + "?" + query);
    page.waitForFunction("() => window.ready");
    return page;
  }

  /** A page whose user is signed in. */
  Page signedIn(String options) {
    Page page = open(options);
    signIn(page);
    return page;
  }

  static void signIn(Page page) {
    page.evaluate("() => signIn()");
    page.waitForFunction("() => auth.state.isAuthenticated");
  }

  /** Lets time pass for page and server, timer by timer. */
  void pass(Duration time) {
    pass(time, Duration.ofSeconds(1));
  }

  /**
   * In steps far below the time that a tab gives the others to hear of its token: within a step no
   * real time passes, and what one tab tells another takes some.
   */
  void passWhileTabsTalk(Duration time) {
    pass(time, Duration.ofMillis(100));
  }

  private void pass(Duration time, Duration atOnce) {
    if (compressed.isEmpty()) {
      context.pages().get(0).waitForTimeout(time.toMillis());
      return;
    }
    long end = millis() + time.toMillis();
    while (millis() < end) {
      Duration step = Duration.ofMillis(Math.min(atOnce.toMillis(), end - millis()));
      advance(step);
      context.clock().runFor(step.toMillis());
      // The network takes its real time: what passes here in no time must not outrun it.
      context.pages().forEach(page -> page.evaluate("() => fetch('page.js').catch(() => {})"));
    }
  }

  private void advance(Duration time) {
    compressed.orElseThrow().advance(time);
  }

  /** The lid is closed and opened again: time has gone by, and timers fire late. */
  void sleep(Duration time) {
    advance(time);
    context.clock().fastForward(time.toMillis());
  }

  /** The browser stops the page, as it does with tabs in the background, for some time. */
  void freeze(Page page, Duration time) {
    CDPSession devtools = context.newCDPSession(page);
    lifecycle(devtools, "frozen");
    advance(time);
    lifecycle(devtools, "active");
    context.clock().setSystemTime(millis());
  }

  private static void lifecycle(CDPSession devtools, String state) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("state", state);
    devtools.send("Page.setWebLifecycleState", parameters);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void forgive() {
    complaints.clear();
  }

  @Override
  public void close() {
    context.close();
  }
}
