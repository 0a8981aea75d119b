package io.aval.internal.jose;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;

/** What an operator reads when keys cannot be had. */
final class OutageTest {
  /** A line of the log. */
  private record Line(System.Logger.Level level, String text) {}

  /** A logger that keeps what it is told; the server's may hold lines back. */
  private static final class Recorder implements System.Logger {
    private final List<Line> lines = new ArrayList<>();

    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(new Line(level, message));
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... values) {
      lines.add(new Line(level, new MessageFormat(format).format(values)));
    }
  }

  private final Recorder log = new Recorder();
  private final Outage outage = new Outage("clerk", log);

  @Test
  void warnsOncePerOutageAndSaysWhenItIsOver() {
    outage.over();
    assertThat(log.lines).as("nothing was wrong").isEmpty();
    for (int i = 0; i < 2; i++) {
      log.lines.clear();
      outage.failed(new IOException("The server answered 500"), "So what");
      outage.failed(new IOException("The server answered 500"), "So what");
      outage.over();
      outage.over();
      assertThat(log.lines).extracting(Line::level).containsExactly(WARNING, DEBUG, INFO);
      assertThat(log.lines.get(0).text())
          .startsWith("AVAL-101")
          .contains("clerk", "The server answered 500. So what.");
      assertThat(log.lines.get(2).text()).startsWith("AVAL-102");
    }
  }

  @Test
  void namesTheFailureWhereItsMessageIsAMereName() {
    outage.failed(new java.net.UnknownHostException("issuer.example"), "So what");
    outage.failed(new IllegalStateException(), "So what");
    assertThat(log.lines.get(0).text()).contains("UnknownHostException issuer.example");
    assertThat(log.lines.get(1).text()).contains("IllegalStateException");
  }

  @Test
  void warnsOfAPublishedPrivateKeyInOneLineEach() throws IOException {
    outage.changed(document(TestKey.generate("leaked\n" + "x".repeat(300), "RSA").privateJwk()));
    assertThat(log.lines).extracting(Line::level).containsExactly(INFO, WARNING);
    assertThat(log.lines.get(1).text())
        .startsWith("AVAL-104")
        .contains("private", "\\u000a")
        .doesNotContain("\n")
        .hasSizeLessThan(400);
  }

  @Test
  void whatIsLeftOutForAnotherReasonIsNoWarning() throws IOException {
    outage.changed(document(TestKey.generate("e", "P-256").with("use", "enc").jwk()));
    assertThat(log.lines).extracting(Line::level).containsExactly(INFO, DEBUG);
    assertThat(log.lines.get(0).text()).startsWith("AVAL-103").contains("0 usable");
  }

  private static KeySetDocument document(Map<String, Object> jwk) throws IOException {
    String text = JsonUtil.toJson(Map.of("keys", List.of(jwk)));
    return KeySetDocument.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
