package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HandshakeTest {

  /** A handshake with these headers besides. */
  private record Facts(Map<String, List<String>> all) implements RequestFacts {
    static Facts of(String... namesAndValues) {
      Map<String, List<String>> headers = new HashMap<>(Map.of("upgrade", List.of("WebSocket")));
      for (int i = 0; i < namesAndValues.length; i += 2) {
        headers.put(namesAndValues[i].toLowerCase(Locale.ROOT), List.of(namesAndValues[i + 1]));
      }
      return new Facts(headers);
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public List<String> headers(String name) {
      return all.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public List<String> cookies(String name) {
      return List.of();
    }

    @Override
    public List<String> queryParameters(String name) {
      return List.of();
    }

    @Override
    public List<String> formParameters(String name) {
      return List.of();
    }

    @Override
    public String ownOrigin() {
      return "https://own.test";
    }

    @Override
    public Object attribute(String name) {
      return null;
    }

    @Override
    public void attribute(String name, Object value) {}
  }

  private static Facts offering(String subprotocols) {
    return Facts.of(Handshake.SUBPROTOCOL, subprotocols);
  }

  @Test
  void findsTheTokenAndKeepsItFromTheApplication() {
    Facts facts = offering("chat, aval.bearer.a.b-c_d,  aval");
    assertThat(Handshake.token(facts)).contains("a.b-c_d");
    assertThat(Handshake.hasToken(facts)).isTrue();
    assertThat(Handshake.offered(facts)).containsExactly("chat", "aval");
    assertThat(Handshake.offered(offering("AVAL.Bearer.x"))).isEmpty();
  }

  @Test
  void takesNothingElseForAToken() {
    for (String none : List.of("", "chat", "aval", "aval.bearer", "x.aval.bearer.y")) {
      assertThat(Handshake.token(offering(none))).as(none).isEmpty();
    }
    Facts noHandshake = new Facts(Map.of("sec-websocket-protocol", List.of("aval.bearer.a")));
    assertThat(Handshake.token(noHandshake)).isEmpty();
  }

  @Test
  void refusesTwoTokensAndBrokenOnes() {
    for (String broken :
        List.of(
            "aval.bearer.a,aval.bearer.b", "aval.bearer.", "aval.bearer.!", "aval.bearer.a b")) {
      assertThatThrownBy(() -> Handshake.token(offering(broken)))
          .as(broken)
          .isInstanceOfSatisfying(
              IdentityException.class,
              refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.MALFORMED_REQUEST));
    }
  }

  @Test
  void opensForOwnAndAllowedOriginsAndWhoIsNoBrowser() {
    CookieRule rule = new CookieRule(Set.of("https://friend.test"));
    rule.checkHandshake(Facts.of());
    rule.checkHandshake(Facts.of("Origin", "https://own.test"));
    rule.checkHandshake(Facts.of("Origin", "https://friend.test"));
    rule.checkHandshake(new Facts(Map.of("origin", List.of("https://evil.test"))));
    for (String foreign :
        List.of("https://evil.test", "null", "http://own.test", "https://own.test:8443", "")) {
      assertThatThrownBy(() -> rule.checkHandshake(Facts.of("Origin", foreign)))
          .as(foreign)
          .isInstanceOfSatisfying(
              IdentityException.class,
              refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.CROSS_ORIGIN));
    }
  }
}
