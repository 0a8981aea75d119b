package io.aval.it;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.aval.testing.Chromium;
import io.aval.testing.PageServer;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page in a real browser that calls the application from another origin. */
final class ForeignPage {
  private static final String CALL =
      """
      async ({url, init}) => {
        try {
          const answer = await fetch(url, {cache: "no-store", ...init});
          const header = (name) => answer.headers.get(name);
          return {
            status: answer.status,
            challenge: header("WWW-Authenticate"),
            retryAfter: header("Retry-After"),
            body: await answer.text(),
          };
        } catch (failed) {
          return {status: 0, body: String(failed)};
        }
      }
      """;

  private static final String POST_FORM =
      """
      (url) => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = url;
        form.innerHTML = "<input name='a' value='b'>";
        document.body.append(form);
        form.submit();
      }
      """;

  private final Page page;
  private final URL base;

  private ForeignPage(Page page, URL base) {
    this.page = page;
    this.base = base;
  }

  /**
   * What a page can read of an answer.
   *
   * @param status the status, 0 where the browser lets the page read nothing
   * @param challenge what {@code WWW-Authenticate} says, or null
   * @param retryAfter what {@code Retry-After} says, or null
   * @param body the body, or the browser's error
   */
  record Seen(int status, @Nullable String challenge, @Nullable String retryAfter, String body) {}

  /** The other name of the machine: another site than that of the application. */
  static String otherHost(URL base) {
    return base.getHost().equals("localhost") ? "127.0.0.1" : "localhost";
  }

  /** Opens a page of another site. */
  static ForeignPage open(Chromium chromium, PageServer pages, URL base) {
    return open(chromium.newContext(), pages.origin(otherHost(base)), base);
  }

  static ForeignPage open(BrowserContext context, String origin, URL base) {
    Page page = context.newPage();
    page.navigate(origin + "/");
    return new ForeignPage(page, base);
  }

  Page page() {
    return page;
  }

  /** Calls with a bearer token, which takes a preflight. */
  Seen call(String path, String token) {
    return fetch(path, Map.of("headers", Map.of("Authorization", "Bearer " + token)));
  }

  @SuppressWarnings("unchecked")
  Seen fetch(String path, Map<String, Object> init) {
    Map<String, Object> argument = new HashMap<>(Map.of("url", base + path, "init", init));
    Map<String, Object> seen = (Map<String, Object>) page.evaluate(CALL, argument);
    return new Seen(
        (Integer) seen.get("status"),
        (String) seen.get("challenge"),
        (String) seen.get("retryAfter"),
        (String) seen.get("body"));
  }

  /** Posts a form, which no browser asks anybody's leave for, and shows what comes. */
  Response postForm(String path) {
    return page.waitForResponse(base + path, () -> page.evaluate(POST_FORM, base + path));
  }
}
