package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.issuer.IssuerException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void letsPagesOfTheIssuersOwnOriginPassHoweverItIsWritten() {
    Caller page = browser("https://id.example.com", "same-origin");
    for (String url :
        List.of(
            "https://id.example.com/x",
            "https://id.example.com:443/x",
            "https://ID.example.com/x",
            "HTTPS://id.example.com")) {
      assertThat(MintRule.of(Set.of(), Optional.of(URI.create(url))).origin(page))
          .as(url)
          .hasValue("https://id.example.com");
    }
    MintRule other = MintRule.of(Set.of(), Optional.of(URI.create("https://id.example.com:80/x")));
    assertThat(other.isWelcome(page)).isFalse();
    assertThat(other.isAllowed("https://id.example.com:80")).isTrue();
    MintRule local = MintRule.of(Set.of(), Optional.of(URI.create("http://localhost:80/x")));
    assertThat(local.isAllowed("http://localhost")).isTrue();
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
