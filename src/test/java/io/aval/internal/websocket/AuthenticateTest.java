package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuthenticateTest {
  private static final int LONGEST = 200;

  private static Optional<Authenticate> in(String text) {
    return Authenticate.in(text, LONGEST);
  }

  private static void isTaken(String text, String token, Integer base) {
    assertThat(in(text)).contains(new Authenticate(token, base, null));
  }

  private static void isFaulty(String text, Reason reason) {
    assertThat(in(text).orElseThrow().fault()).as(text).isEqualTo(reason);
  }

  private static void isTheApplications(String text) {
    assertThat(in(text)).as(text).isEmpty();
  }

  @Test
  void takesATokenWithAndWithoutAVersion() {
    isTaken(
        "{\"type\":\"Authenticate\",\"tokenType\":\"User\",\"value\":\"t\",\"baseVersion\":7}",
        "t",
        7);
    isTaken(" { \"value\" : \"t\" , \"tokenType\":\"User\",\"type\":\"Authenticate\"}", "t", null);
  }

  @Test
  void takesThatThereIsNoTokenAnyMore() {
    isTaken("{\"type\":\"Authenticate\",\"tokenType\":\"None\"}", null, null);
    isTaken(
        "{\"type\":\"Authenticate\",\"tokenType\":\"None\",\"value\":null,\"baseVersion\":0}",
        null,
        0);
  }

  @Test
  void refusesWhatIsMeantForAvalAndIsNotWellFormed() {
    for (String rest :
        new String[] {
          "",
          ",\"tokenType\":\"User\"",
          ",\"tokenType\":\"User\",\"value\":7",
          ",\"tokenType\":\"Admin\",\"value\":\"t\"",
          ",\"tokenType\":\"None\",\"value\":\"t\"",
          ",\"tokenType\":\"User\",\"value\":\"t\",\"value\":\"u\"",
          ",\"tokenType\":\"User\",\"value\":\"t\",\"baseVersion\":-1",
          ",\"tokenType\":\"User\",\"value\":\"t\",\"baseVersion\":2147483648",
          ",\"tokenType\":\"User\",\"value\":\"t\",\"baseVersion\":\"1\"",
          ",\"tokenType\":\"User\",\"value\":\"t\",\"baseVersion\":null"
        }) {
      isFaulty("{\"type\":\"Authenticate\"" + rest + "}", Reason.MALFORMED_REQUEST);
    }
    isFaulty("{\"type\" : \"Authenticate\", broken", Reason.MALFORMED_REQUEST);
  }

  @Test
  void refusesTheFirstCharacterBeyondTheLimitUnread() {
    String frame = "{\"type\":\"Authenticate\",\"tokenType\":\"User\",\"value\":\"%s\"}";
    int around = frame.length() - 2;
    isTaken(frame.formatted("x".repeat(LONGEST - around)), "x".repeat(LONGEST - around), null);
    isFaulty(frame.formatted("x".repeat(LONGEST - around + 1)), Reason.TOKEN_TOO_LARGE);
  }

  @Test
  void leavesEverythingElseToTheApplication() {
    isTheApplications("hello");
    isTheApplications("\"Authenticate\"");
    isTheApplications("[\"Authenticate\"]");
    isTheApplications("{\"type\":\"Authenticated\"}");
    isTheApplications("{\"type\":\"chat\",\"text\":\"Authenticate\"}");
    isTheApplications("{\"data\":{\"type\":\"Authenticate\"}}");
    isTheApplications("{\"data\":\"" + "x".repeat(LONGEST) + "\",\"kind\":\"Authenticate\"}");
  }

  @Test
  void neverShowsTheToken() {
    assertThat(new Authenticate("secret-token", 1, null).toString()).doesNotContain("secret");
  }
}
