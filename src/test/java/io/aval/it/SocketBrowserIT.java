package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.Chromium;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser's own WebSocket, without any library of ours. */
@ExtendWith(ArquillianExtension.class)
class SocketBrowserIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  /**
   * Opens, sends one text after each message that comes, and tells all that happened. A refusal is
   * not answered: the server closes after it, and a close from here would be quicker at times.
   */
  private static final String TALK =
      """
      ({url, protocols, says}) => new Promise((done) => {
        const heard = [];
        const socket = protocols ? new WebSocket(url, protocols) : new WebSocket(url);
        const next = () => {
          if (says.length === 0) { socket.close(1000); } else { socket.send(says.shift()); }
        };
        socket.onopen = () => { heard.push("open " + socket.protocol); if (!protocols) next(); };
        socket.onmessage = (event) => {
          heard.push(event.data);
          if (!event.data.includes("AuthError")) next();
        };
        socket.onclose = (event) => { heard.push("close " + event.code); done(heard); };
      })
      """;

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("socket-browser")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .page("page.html", "<!doctype html><title>page</title>")
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }

  private static String token(String subject, long exp) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", subject)
        .fromNow("exp", exp)
        .sign();
  }

  private static String authenticate(String token) {
    return "{\"type\":\"Authenticate\",\"tokenType\":\"User\",\"value\":\""
        + token
        + "\",\"baseVersion\":0}";
  }

  @SuppressWarnings("unchecked")
  private List<String> talk(Page page, String path, List<String> protocols, String... says) {
    String url = base.toString().replaceFirst("^http", "ws") + path;
    Map<String, Object> argument = new java.util.HashMap<>();
    argument.put("url", url);
    argument.put("protocols", protocols);
    argument.put("says", List.of(says));
    return (List<String>) page.evaluate(TALK, argument);
  }

  @Test
  void authenticatesBySubprotocolAndInBand() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.newPage();
      page.navigate(base + "page.html");
      String token = token("ann", 60);
      assertThat(talk(page, "protected", List.of("aval", "aval.bearer." + token), "a"))
          .containsExactly("open aval", "opened by ann", "a from ann", "close 1000");
      assertThat(talk(page, "open", List.of("chat", "aval.bearer." + token), "a"))
          .containsExactly("open chat", "opened by ann", "a from ann", "close 1000");
      assertThat(talk(page, "configured", List.of("aval", "aval.bearer." + token)))
          .first()
          .isEqualTo("open aval");
      List<String> heard = talk(page, "protected", null, authenticate(token), "a", "b");
      assertThat(heard.get(0)).isEqualTo("open ");
      assertThat(heard.get(1)).contains("\"identityVersion\":1");
      // Each message is answered by the next text, and the last by closing: b's answer is late.
      assertThat(heard.subList(2, 4)).containsExactly("opened by ann", "a from ann");
      assertThat(heard).last().isEqualTo("close 1000");
      assertThat(talk(page, "protected", null, authenticate(token("ann", -60))))
          .last()
          .isEqualTo("close 4401");
      assertThat(talk(page, "open", List.of("aval", "aval.bearer." + token("ann", -60))))
          .containsExactly("close 1006");
    }
  }

  @Test
  void opensNothingForAPageOfAnotherOrigin() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Page page = chromium.newPage();
      String other = base.getHost().equals("localhost") ? "127.0.0.1" : "localhost";
      page.navigate("http://" + other + ":" + base.getPort() + base.getPath() + "page.html");
      String token = token("ann", 60);
      assertThat(talk(page, "open", null)).containsExactly("close 1006");
      assertThat(talk(page, "open", List.of("aval", "aval.bearer." + token)))
          .containsExactly("close 1006");
    }
  }
}
