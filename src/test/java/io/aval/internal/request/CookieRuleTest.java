package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CookieRuleTest {
  private static final List<String> UNSAFE =
      List.of("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "get", "Get", "QUERY", "");

  private final CookieRule rule = new CookieRule(Set.of("https://friend.test"));

  private void isRefused(CallFacts call) {
    assertThatThrownBy(() -> rule.check(call))
        .as("%s", call)
        .isInstanceOfSatisfying(
            IdentityException.class,
            refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.CROSS_ORIGIN));
  }

  private void passes(CallFacts call) {
    assertThatCode(() -> rule.check(call)).as("%s", call).doesNotThrowAnyException();
  }

  @Test
  void letsReadingPassFromAnywhere() {
    for (String safe : List.of("GET", "HEAD", "OPTIONS")) {
      passes(CallFacts.of(safe));
      passes(CallFacts.of(safe, "Origin", "https://evil.test", "Sec-Fetch-Site", "cross-site"));
    }
  }

  @Test
  void letsOwnAndAllowedPagesChangeThings() {
    for (String unsafe : UNSAFE) {
      passes(CallFacts.of(unsafe, "Origin", "https://own.test:8443"));
      passes(CallFacts.of(unsafe, "Origin", "https://friend.test"));
      passes(CallFacts.of(unsafe, "Origin", "https://friend.test", "Sec-Fetch-Site", "cross-site"));
      passes(CallFacts.of(unsafe, "Sec-Fetch-Site", "same-origin"));
      // Behind a proxy the server may not know its own name; the browser does.
      passes(CallFacts.of(unsafe, "Origin", "https://proxy.test", "Sec-Fetch-Site", "same-origin"));
    }
  }

  @Test
  void refusesEverybodyElseWhoWantsToChangeThings() {
    for (String unsafe : UNSAFE) {
      isRefused(CallFacts.of(unsafe));
      for (String site : List.of("cross-site", "same-site", "none", "", "SAME-ORIGIN")) {
        isRefused(CallFacts.of(unsafe, "Sec-Fetch-Site", site));
        isRefused(CallFacts.of(unsafe, "Origin", "https://evil.test", "Sec-Fetch-Site", site));
        // A server behind a proxy may take https for http, and the page of a network's attacker
        // for its own; the browser does not.
        isRefused(CallFacts.of(unsafe, "Origin", "https://own.test:8443", "Sec-Fetch-Site", site));
      }
      for (String foreign :
          List.of(
              "https://evil.test",
              "null",
              "",
              "http://own.test:8443",
              "https://own.test",
              "https://own.test:8444",
              "https://friend.test:443",
              "https://friend.test.evil.test",
              "https://FRIEND.test")) {
        isRefused(CallFacts.of(unsafe, "Origin", foreign));
      }
    }
  }

  @Test
  void asksTheSameOfAHandshakeAlthoughItIsAGet() {
    isRefused(CallFacts.of("GET", "Upgrade", "websocket"));
    isRefused(CallFacts.of("GET", "Upgrade", "websocket", "Origin", "https://evil.test"));
    passes(CallFacts.of("GET", "Upgrade", "websocket", "Origin", "https://friend.test"));
    passes(CallFacts.of("GET", "Upgrade", "websocket", "Sec-Fetch-Site", "same-origin"));
  }

  @Test
  void holdsBrowsersBehindAProxyToTheSameAndLetsProgramsPass() {
    for (String unsafe : UNSAFE) {
      assertThatCode(() -> rule.checkProxied(CallFacts.of(unsafe))).doesNotThrowAnyException();
      for (List<String> own :
          List.of(
              List.of("Origin", "https://own.test:8443"),
              List.of("Origin", "https://friend.test"),
              List.of("Sec-Fetch-Site", "same-origin"))) {
        CallFacts call = CallFacts.of(unsafe, own.get(0), own.get(1));
        assertThatCode(() -> rule.checkProxied(call)).as("%s", call).doesNotThrowAnyException();
      }
      for (List<String> foreign :
          List.of(
              List.of("Origin", "https://evil.test"),
              List.of("Origin", "null"),
              List.of("Sec-Fetch-Site", "cross-site"),
              List.of("Sec-Fetch-Site", "same-site"))) {
        CallFacts call = CallFacts.of(unsafe, foreign.get(0), foreign.get(1));
        assertThatThrownBy(() -> rule.checkProxied(call))
            .as("%s", call)
            .isInstanceOfSatisfying(
                IdentityException.class,
                refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.CROSS_ORIGIN));
      }
    }
    assertThatCode(() -> rule.checkProxied(CallFacts.of("GET", "Origin", "https://evil.test")))
        .doesNotThrowAnyException();
  }
}
