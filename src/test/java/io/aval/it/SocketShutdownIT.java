package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A whole server that is stopped while connections are open. */
class SocketShutdownIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern OF_AVAL = Pattern.compile("AVAL-|^(?!\\s+at ).*io\\.aval");
  private static final Pattern THROWN =
      Pattern.compile("^(?!\\s+at ).*\\R\\s+at (?:\\S+//)?io\\.aval\\..*$", Pattern.MULTILINE);

  @Test
  void letsAServerStopThatHasOpenConnections() throws Exception {
    try (TestIssuer issuer = TestIssuer.start();
        OwnServer server = OwnServer.with(application(issuer))) {
      URL base = server.base(application(issuer));
      String token = TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now()).sign();
      List<Ws> open = new ArrayList<>();
      for (String path : List.of("open", "protected", "programmatic")) {
        open.add(Ws.connect(base, path, token).expect("opened by user-1"));
      }
      open.add(Ws.connect(base, "protected").send("early").error("NO_TOKEN", 0, false));
      assertThat(server.stop()).isLessThan(SOON);
      for (Ws ws : open) {
        assertThat(ws.closed()).isEqualTo("1001");
      }
      assertThat(ofAval(server.output()))
          .anyMatch(line -> line.contains("AVAL-103"))
          .noneMatch(line -> line.matches(".*(SEVERE|ERROR).*io\\.aval.*"))
          .noneMatch(line -> line.startsWith("thrown"));
    }
  }

  /** Each server writes a frame in its way. */
  @Test
  void wouldNoticeWhatAvalThrows() {
    for (String place : List.of("", "deployment.app.war//", "app//")) {
      String trace = "java.lang.IllegalStateException: no\n\tat " + place + "io.aval.X.y(X.java:1)";
      assertThat(ofAval(trace)).anyMatch(line -> line.startsWith("thrown"));
      assertThat(ofAval(trace.replace("\tat", "\tat java.base/a.B.c(B.java:1)\n\tat"))).isEmpty();
    }
  }

  /**
   * What concerns Aval: the lines that name it and what its own methods threw. A server complains
   * of itself while it stops, also where Aval asked it to close a connection: Payara's Grizzly now
   * and then finds its request put away.
   */
  private static List<String> ofAval(String output) {
    return Stream.concat(
            output.lines().filter(OF_AVAL.asPredicate()),
            THROWN.matcher(output).results().map(found -> "thrown: " + found.group()))
        .toList();
  }

  private static WebArchive application(TestIssuer issuer) {
    return TestWar.named("socket-shutdown")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .page("index.html", "<!doctype html><title>there</title>")
        .parameter("aval.providers.main.domain", issuer.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }
}
