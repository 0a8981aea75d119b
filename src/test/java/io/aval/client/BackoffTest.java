package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");
  private static final Backoff SHORTEST = new Backoff(() -> 0.0);
  private static final Backoff LONGEST = new Backoff(() -> 1.0);

  @ParameterizedTest
  @CsvSource({"1,125,250", "2,250,500", "7,8000,16000", "8,15000,30000", "1000,15000,30000"})
  void growsAndLiesBetweenHalfOfItAndAllOfIt(int failures, long shortest, long longest) {
    IOException failure = new IOException("down");
    assertThat(SHORTEST.after(failures, failure, NOW)).hasMillis(shortest);
    assertThat(LONGEST.after(failures, failure, NOW)).hasMillis(longest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17|17000",
        "0|250",
        "300|300000",
        "301|300000",
        "999999999|300000",
        "9999999999|250",
        "-1|250",
        "1.5|250",
        "soon|250",
        "Sun, 06 Nov 1994 08:49:37 GMT|37000",
        "Sunday, 06-Nov-94 08:49:37 GMT|250",
        "Sun Nov  6 08:49:37 1994|37000",
        "Sun, 06 Nov 1994 08:48:37 GMT|250",
        "Mon, 07 Nov 1994 08:49:37 GMT|300000"
      })
  void waitsAsLongAsTheServerAsksWithinReason(String header, long millis) {
    assertThat(LONGEST.after(1, new ServerTrouble("busy", 503, header), NOW)).hasMillis(millis);
  }

  @Test
  void neverWaitsLessThanItsOwnPause() {
    ServerTrouble trouble = new ServerTrouble("busy", 503, "1");
    assertThat(LONGEST.after(8, trouble, NOW)).isEqualTo(Duration.ofSeconds(30));
  }
}
