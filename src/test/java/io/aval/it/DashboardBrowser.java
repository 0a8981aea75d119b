package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.aval.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody in front of the dashboard, in a real browser. */
final class DashboardBrowser implements AutoCloseable {
  private static final Path IMAGES = Path.of("docs", "images");
  private static final long LARGEST_IMAGE = 150 * 1024;

  private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");

  private final Chromium chromium;
  private final String url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  DashboardBrowser(String url) throws IOException {
    this.url = url;
    this.chromium = Chromium.open();
    this.context =
        chromium.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 860)
                .setColorScheme(ColorScheme.LIGHT)
                // axe looks at colours: not while they change
                .setReducedMotion(ReducedMotion.REDUCE));
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    this.page = watched(context.newPage());
  }

  private Page watched(Page made) {
    made.setDefaultTimeout(15_000);
    made.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    made.onPageError(complaints::add);
    return made;
  }

  Page page() {
    return page;
  }

  /** What the browser complained about so far: errors, and what the security policy stopped. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Enters by the newest link in the server's log, as a developer does. */
  void enter() throws IOException {
    page.navigate(url);
    assertThat(page.getByRole(AriaRole.MAIN).innerText()).contains("one-time link");
    Locator inside = page.locator("nav[aria-label=Dashboard]");
    // Used links are followed by a new one, but not more often than every ten seconds.
    for (int tries = 0; inside.count() == 0 && tries < 60; tries++) {
      page.waitForTimeout(250);
      page.navigate(url + "?once=" + newestLink());
    }
    heading("JWT Templates").waitFor();
    assertThat(page.url()).doesNotContain("once");
    complaints.clear(); // of the refusals before, which are meant
  }

  private static String newestLink() throws IOException {
    Matcher link = Pattern.compile("once=([A-Za-z0-9_-]{43})").matcher(Server.current().log());
    return link.results().reduce((older, newer) -> newer).orElseThrow().group(1);
  }

  void open(String hash) {
    page.navigate(url + hash);
  }

  Locator heading(String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true).setLevel(1));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Begins a template from a preset. */
  void begin(String preset) {
    open("#/");
    button("New template").click();
    page.getByRole(AriaRole.MENUITEM)
        .filter(
            new Locator.FilterOptions()
                .setHas(page.getByText(preset, new Page.GetByTextOptions().setExact(true))))
        .click();
    heading("New template: " + preset).waitFor();
  }

  /** Replaces the claims, as somebody who pastes. */
  void claims(String json) {
    editor().click();
    page.keyboard().press("Control+A");
    editor()
        .evaluate(
            "(editor, text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
                + " editor.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles:"
                + " true, cancelable: true})); }",
            json);
  }

  Locator editor() {
    return page.locator(".cm-content");
  }

  String previewedClaims() {
    return page.getByLabel("Claims", new Page.GetByLabelOptions().setExact(true)).innerText();
  }

  /** Waits for this answer: what the one before said stays on the page for a moment. */
  void save(String button) {
    page.evaluate(
        "() => document.querySelectorAll('.toast').forEach((old) => old.classList.add('earlier'))");
    button(button).click();
    page.locator(".toast:not(.earlier)").waitFor();
  }

  /** Mints through the page, and takes the token from it. */
  String mint() {
    button("Mint a token").click();
    Locator token =
        page.locator(".copy pre")
            .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^eyJ")));
    token.waitFor();
    return token.innerText().strip();
  }

  /** Presses a button that copies, and says what the clipboard then has. */
  String copied(String what) {
    Locator copy = button("Copy " + what);
    copy.click();
    copy.filter(new Locator.FilterOptions().setHasText("Copied")).waitFor();
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }

  /** Lets the server's next answer to this call wait for {@link #letGo}. */
  void hold(String method) {
    page.evaluate(
        "method => { const real = window.fetch; window.fetch = async (url, options) => {"
            + " const answer = await real(url, options);"
            + " if (options.method === method && url.startsWith('api/templates')) {"
            + " window.fetch = real; await new Promise((go) => { window.letGo = go; }); }"
            + " return answer; }; }",
        method);
  }

  /** Waits until an answer is held. */
  void isHeld() {
    page.waitForFunction("() => Boolean(window.letGo)");
  }

  void letGo() {
    page.evaluate("() => { const go = window.letGo; window.letGo = null; go(); }");
  }

  /** Asks axe for what keeps people out. */
  void hasNoBarriers(String view) {
    foundNone(new AxeBuilder(page), view);
  }

  /** Asks axe only for what another colour scheme can change. */
  void hasNoBarriersOfColour(String view) {
    foundNone(new AxeBuilder(page).withRules(COLOUR_RULES), view);
  }

  /** By axe's older way, which opens no further page: the newer one is for frames of others. */
  private static void foundNone(AxeBuilder axe, String view) {
    assertThat(axe.setLegacyMode(true).analyze().getViolations())
        .as(view)
        .extracting(DashboardBrowser::told)
        .isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " (" + node.getFailureSummary() + ")")
            .toList();
  }

  /** Takes a picture for the documentation, with {@code -Daval.docs.write=true} only. */
  void picture(String name) throws IOException {
    if (!Boolean.getBoolean("aval.docs.write")) {
      return;
    }
    Path file = Files.createDirectories(IMAGES).resolve(name + ".png");
    page.locator(".toast")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(Files.size(file)).as(name).isLessThan(LARGEST_IMAGE);
  }

  @Override
  public void close() {
    chromium.close();
  }
}
