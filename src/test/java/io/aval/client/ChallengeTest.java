package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChallengeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer error=\"invalid_token\"",
        "bearer realm=\"x\", error=invalid_token, error_description=\"expired\"",
        "Basic realm=\"a, Bearer\", Bearer error = \"invalid_token\"",
        "Negotiate YII=, Bearer realm=\"q\\\"uote\", error=\"invalid_token\"",
        "Bearer realm=\"x\",ERROR=\"invalid\\_token\""
      })
  void findsWhatSaysThatTheTokenIsAtFault(String header) {
    assertThat(Challenge.saysInvalidToken(List.of("Basic", header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer realm=\"error=invalid_token\"",
        "Bearer error=\"invalid_request\", x=\"invalid_token\"",
        "Bearer error=\"insufficient_scope\"",
        "Basic error=\"invalid_token\"",
        "Bearer, Basic error=\"invalid_token\"",
        "BearerX error=\"invalid_token\"",
        "Bearer \"broken, error=\"invalid_token\""
      })
  void findsNothingElse(String header) {
    assertThat(Challenge.saysInvalidToken(List.of(header))).isFalse();
  }

  @Test
  @Timeout(10)
  void takesNoTimeForHostileHeaders() {
    assertThat(Challenge.saysInvalidToken(List.of("a = \"" + "\\a".repeat(4_000)))).isFalse();
    assertThat(Challenge.saysInvalidToken(List.of(",".repeat(1_000_000)))).isFalse();
  }
}
