package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HandshakeTest {

  private static CallFacts offering(String subprotocols) {
    return CallFacts.handshake(Handshake.SUBPROTOCOL, subprotocols);
  }

  @Test
  void findsTheTokenAndKeepsItFromTheApplication() {
    CallFacts facts = offering("chat, aval.bearer.a.b-c_d,  aval");
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
    CallFacts noHandshake = CallFacts.of("GET", "Sec-WebSocket-Protocol", "aval.bearer.a");
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
    rule.checkHandshake(CallFacts.handshake());
    rule.checkHandshake(CallFacts.handshake("Origin", "https://own.test:8443"));
    rule.checkHandshake(CallFacts.handshake("Origin", "https://friend.test"));
    rule.checkHandshake(CallFacts.of("GET", "Origin", "https://evil.test"));
    for (String foreign :
        List.of("https://evil.test", "null", "http://own.test:8443", "https://own.test", "")) {
      assertThatThrownBy(() -> rule.checkHandshake(CallFacts.handshake("Origin", foreign)))
          .as(foreign)
          .isInstanceOfSatisfying(
              IdentityException.class,
              refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.CROSS_ORIGIN));
    }
  }
}
