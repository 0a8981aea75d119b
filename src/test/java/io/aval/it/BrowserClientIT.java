package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.Chromium;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser client as the jar serves it, before the server's own doors. */
@ExtendWith(ArquillianExtension.class)
class BrowserClientIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  /** Tokens live for so many seconds, and are renewed after half of them. */
  private static final long LIFETIME = 6;

  private static final String PAGE =
      """
      <!doctype html><title>page</title><link rel="icon" href="data:,"><script type="module">
        import {createAuth} from "./aval/aval.js";
        const auth = createAuth();
        const heard = [];
        auth.setAuth(() => mint());
        const socket = auth.webSocket("protected");
        socket.addEventListener("message", ({data}) => heard.push(data));
        socket.addEventListener("close", ({code}) => heard.push("closed " + code));
        Object.assign(window, {auth, heard, socket});
      </script>
      """;

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("browser-client")
        .packageOf(Journal.class)
        .classes(RestApplication.class, OpenResource.class)
        .page("page.html", PAGE)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.providers.main.clock-skew", "0s")
        .archive();
  }

  @Test
  void keepsASocketAndItsCallsAliveBeyondTheFirstToken() throws Exception {
    AtomicInteger minted = new AtomicInteger();
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.newPage();
      page.exposeFunction("mint", none -> token(minted));
      page.navigate(base + "page.html");
      page.waitForFunction("() => window.heard?.includes('opened by ann')");
      assertThat(page.evaluate("() => auth.fetch('rest/open/who').then((r) => r.text())"))
          .asString()
          .contains("|ann");

      Instant ended = Instant.now().plusSeconds(LIFETIME);
      page.waitForCondition(() -> minted.get() >= 4 && Instant.now().isAfter(ended));
      page.evaluate("() => socket.send('still here')");
      page.waitForFunction("() => heard.includes('still here from ann')");
      assertThat(page.evaluate("() => heard.join()"))
          .as("one connection, and nothing of Aval's among its messages")
          .isEqualTo("opened by ann,still here from ann");

      page.evaluate("() => auth.clearAuth()");
      page.waitForFunction("() => heard.at(-1) === 'closed 1000'");
      assertThat(page.evaluate("() => auth.fetch('rest/open/who').then((r) => r.status)"))
          .isEqualTo(200);
      assertThat(page.evaluate("() => auth.state.status")).isEqualTo("unauthenticated");
    }
  }

  private static String token(AtomicInteger minted) {
    minted.incrementAndGet();
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", "ann")
        .fromNow("exp", LIFETIME)
        .sign();
  }
}
