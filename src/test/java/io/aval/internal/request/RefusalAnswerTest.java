package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.IdentityConfig.ErrorDetails;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalAnswerTest {

  @ParameterizedTest
  @EnumSource(Reason.class)
  void neverShowsTheExplanationAndIsNeverStored(Reason reason) {
    IdentityException refusal = new IdentityException(reason, "secret explanation");
    for (ErrorDetails details : ErrorDetails.values()) {
      RefusalAnswer answer = RefusalAnswer.to(refusal, details);
      assertThat(answer.toString()).doesNotContain("secret explanation");
      assertThat(answer.status()).isEqualTo(reason.getStatus());
      assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void saysNothingBeyondStatusAndErrorWhenToldTo(Reason reason) {
    RefusalAnswer answer = RefusalAnswer.to(new IdentityException(reason), ErrorDetails.STATUS);
    String everything = answer.headers() + answer.body();
    assertThat(everything).doesNotContain(reason.getDetail()).doesNotContain(reason.name());
    reason.getError().ifPresent(error -> assertThat(everything).contains(error));
  }

  @Test
  void hasABareChallengeWithoutAToken() {
    assertThat(challenge(new IdentityException(Reason.NO_TOKEN)))
        .isEqualTo("Bearer realm=\"aval\"");
  }

  @Test
  void namesScopesAndStepUpInTheChallenge() {
    assertThat(challenge(IdentityException.insufficientScope(List.of("a:b", "c"))))
        .contains("error=\"insufficient_scope\"")
        .endsWith("scope=\"a:b c\"");
    assertThat(challenge(IdentityException.stepUpRequired(List.of("x", "y"), 60)))
        .endsWith("acr_values=\"x y\", max_age=60");
  }

  @Test
  void cannotBeBrokenOutOfByAQuoteOrANewLine() {
    assertThat(challenge(IdentityException.insufficientScope(List.of("a\"\r\nX: y\\"))))
        .endsWith("scope=\"aX: y\"");
  }

  @Test
  void roundsTheWaitUpToWholeSecondsAndAtLeastOne() {
    assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
    assertThat(retryAfter(Duration.ofMillis(1001))).isEqualTo("2");
    assertThat(retryAfter(Duration.ofSeconds(10))).isEqualTo("10");
  }

  private static String challenge(IdentityException refusal) {
    return RefusalAnswer.to(refusal, ErrorDetails.FULL).headers().get("WWW-Authenticate");
  }

  private static String retryAfter(Duration wait) {
    return RefusalAnswer.to(IdentityException.keysUnavailable(wait, "x"), ErrorDetails.FULL)
        .headers()
        .get("Retry-After");
  }
}
