package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CrossOriginTest {
  private static final String PAGE = "https://app.example.com";

  /** Near to the allowed ones, and none of them. */
  private static final List<String> OTHERS =
      List.of(
          "",
          "null",
          "*",
          "https://example.com",
          "https://app.example.com.evil.test",
          "https://evilapp.example.com",
          "https://x.app.example.com",
          "http://app.example.com",
          "https://app.example.com:443",
          "https://app.example.com:8443",
          "https://app.example.com/",
          "https://app.example.com ",
          "https://APP.example.com",
          "HTTPS://app.example.com",
          "https://app.example.com.",
          "https://app.example.com, https://evil.test",
          "https://app.example.com https://evil.test",
          "app.example.com",
          "http://localhost:300",
          "http://localhost:30000",
          "http://127.0.0.1:3000");

  private final CrossOrigin rule =
      new CrossOrigin(Set.of(PAGE, "http://localhost:3000", "https://xn--bcher-kva.test"), false);

  private static CallFacts from(String origin) {
    return CallFacts.of("GET", "Origin", origin);
  }

  private static CallFacts preflight(String origin, String method, String headers) {
    return CallFacts.of(
        "OPTIONS",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }

  @Test
  void letsPagesOfAllowedOriginsReadAnswersAndWhatRefusalsSay() {
    for (String allowed : List.of(PAGE, "http://localhost:3000", "https://xn--bcher-kva.test")) {
      assertThat(rule.grant(from(allowed)))
          .containsOnly(
              Map.entry("Access-Control-Allow-Origin", allowed),
              Map.entry("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After"));
    }
  }

  @Test
  void saysNothingToAnybodyElse() {
    for (String other : OTHERS) {
      assertThat(rule.grant(from(other))).as(other).isEmpty();
      assertThat(rule.grantPreflight(preflight(other, "GET", "authorization"))).as(other).isEmpty();
    }
    assertThat(rule.grant(CallFacts.of("GET"))).isEmpty();
  }

  @Test
  void letsBrowsersSendCookiesOnlyWhereOneMayHoldTheToken() {
    assertThat(rule.grant(from(PAGE))).doesNotContainKey("Access-Control-Allow-Credentials");
    CrossOrigin withCookies = new CrossOrigin(Set.of(PAGE), true);
    assertThat(withCookies.grant(from(PAGE)))
        .containsEntry("Access-Control-Allow-Credentials", "true")
        .containsEntry("Access-Control-Allow-Origin", PAGE);
    assertThat(withCookies.grant(from("https://evil.test"))).isEmpty();
  }

  @Test
  void allowsWhatAPreflightAsksFor() {
    assertThat(rule.grantPreflight(preflight(PAGE, "PATCH", "authorization,content-type")))
        .containsEntry("Access-Control-Allow-Origin", PAGE)
        .containsEntry("Access-Control-Allow-Methods", "PATCH")
        .containsEntry("Access-Control-Allow-Headers", "authorization,content-type")
        .containsEntry("Access-Control-Max-Age", "600");
  }

  @Test
  void saysNothingBackThatIsNoMethodOrListOfNames() {
    for (String odd : List.of("", "a b", "a\r\nSet-Cookie: x", "a,,b", ",a", "a,", "ä", "a:b")) {
      assertThat(rule.grantPreflight(preflight(PAGE, odd, odd)))
          .as(odd)
          .containsKey("Access-Control-Allow-Origin")
          .doesNotContainKeys("Access-Control-Allow-Methods", "Access-Control-Allow-Headers");
    }
    String longest = "a".repeat(1000);
    assertThat(rule.grantPreflight(preflight(PAGE, "GET", longest)))
        .containsEntry("Access-Control-Allow-Headers", longest);
    assertThat(rule.grantPreflight(preflight(PAGE, "GET", longest + "a")))
        .doesNotContainKey("Access-Control-Allow-Headers");
  }

  @Test
  void isOffWithoutOrigins() {
    assertThat(new CrossOrigin(Set.of(), true).isConfigured()).isFalse();
    assertThat(new CrossOrigin(Set.of(), true).grant(from("null"))).isEmpty();
    assertThat(rule.isConfigured()).isTrue();
  }
}
