package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.issuer.IssuerException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MintRuleTest {
  private final MintRule rule = new MintRule(Set.of("http://localhost:3000"));

  @Test
  void letsAProgramPassWithoutAnOrigin() {
    assertThat(rule.check(CallerTest.local("localhost:8080"))).isEmpty();
  }

  @Test
  void letsTheServersOwnPagePass() {
    assertThat(rule.check(browser("http://localhost:8080", "same-origin")))
        .hasValue("http://localhost:8080");
  }

  @Test
  void letsAnAllowedOriginPass() {
    assertThat(rule.check(browser("http://localhost:3000", "same-site")))
        .hasValue("http://localhost:3000");
  }

  @Test
  void refusesPagesOfOtherOrigins() {
    refuses(browser("https://evil.test", "cross-site"), IssuerException.Code.ORIGIN_INVALID);
    refuses(browser("http://localhost:4000", "same-site"), IssuerException.Code.ORIGIN_INVALID);
    refuses(browser("https://localhost:8080", "cross-site"), IssuerException.Code.ORIGIN_INVALID);
    refuses(browser("null", "cross-site"), IssuerException.Code.ORIGIN_INVALID);
    refuses(browser("", "cross-site"), IssuerException.Code.ORIGIN_INVALID);
  }

  @Test
  void refusesABrowserThatSaysCrossSiteWithoutAnOrigin() {
    Map<String, String> headers = Map.of("Host", "localhost:8080", "Sec-Fetch-Site", "cross-site");
    refuses(CallerTest.caller("127.0.0.1", headers), IssuerException.Code.ORIGIN_INVALID);
  }

  @Test
  void refusesCallersOfOtherMachines() {
    refuses(
        CallerTest.caller("192.0.2.7", Map.of("Host", "localhost:8080")),
        IssuerException.Code.AUTHORIZATION_INVALID);
    refuses(CallerTest.local("rebound.test"), IssuerException.Code.AUTHORIZATION_INVALID);
  }

  private static Caller browser(String origin, String site) {
    return CallerTest.caller(
        "127.0.0.1", Map.of("Host", "localhost:8080", "Origin", origin, "Sec-Fetch-Site", site));
  }

  private void refuses(Caller caller, IssuerException.Code code) {
    assertThatThrownBy(() -> rule.check(caller))
        .isInstanceOfSatisfying(
            IssuerException.class, e -> assertThat(e.getCode()).isEqualTo(code));
  }
}
