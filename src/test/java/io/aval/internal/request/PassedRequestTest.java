package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.NoContainer;
import io.aval.testing.TestDoorkeeper;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two applications with the same classes find a verdict each on one and the same request. */
class PassedRequestTest {
  private final CallFacts request = CallFacts.of("GET", "Authorization", "Bearer token");

  private static final Doorkeeper TRUSTING =
      TestDoorkeeper.of(token -> AnonymousIdentity.INSTANCE, new NoContainer());
  private static final Doorkeeper STRANGE =
      TestDoorkeeper.of(
          token -> {
            throw new IdentityException(Reason.UNKNOWN_ISSUER);
          },
          new NoContainer());

  @Test
  void isExaminedAnewByTheApplicationItIsPassedOnTo() {
    Verdict first = TRUSTING.verdictOn(request);
    assertThat(first.verified()).isPresent();
    Verdict second = STRANGE.verdictOnPassed(request);
    assertThat(second.refusal()).map(IdentityException::getReason).contains(Reason.UNKNOWN_ISSUER);
    assertThat(TRUSTING.verdictOn(request)).isSameAs(first);
    assertThat(STRANGE.verdictOn(request)).isSameAs(second);
  }

  @Test
  void keepsTheVerdictByWhichTheContainersCallerDoesNotCount() {
    assertThat(TRUSTING.verdictOnPassed(request).isOfRequest()).isFalse();
    assertThat(TRUSTING.verdictOn(request).isOfRequest()).isFalse();
    request.attributes().clear();
    assertThat(TRUSTING.verdictOn(request).isOfRequest()).isTrue();
  }

  @Test
  void isKnownToHaveAVerifiedTokenWhoeverVerifiedIt() {
    STRANGE.verdictOn(request);
    assertThat(Doorkeeper.hasVerified(request)).isFalse();
    TRUSTING.verdictOn(request);
    assertThat(Doorkeeper.hasVerified(request)).isTrue();
  }

  @Test
  void bringsTheFirstVerdictBackAfterwards() {
    Verdict first = TRUSTING.verdictOn(request);
    Runnable afterwards = TRUSTING.keepVerdict(request);
    assertThat(TRUSTING.verdictOnPassed(request).isOfRequest()).isFalse();
    assertThat(TRUSTING.knowsAsPassed(request)).isTrue();
    afterwards.run();
    assertThat(TRUSTING.verdictOn(request)).isSameAs(first);
    assertThat(TRUSTING.knowsAsPassed(request)).isFalse();
  }

  @Test
  void isNotExaminedAgainWhereThatHasFailed() {
    AtomicInteger asked = new AtomicInteger();
    Doorkeeper failing =
        TestDoorkeeper.of(
            token -> {
              asked.incrementAndGet();
              throw new IllegalArgumentException("the store is down");
            },
            new NoContainer());
    for (int door = 0; door < 2; door++) {
      assertThatThrownBy(() -> failing.verdictOn(request))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining("store");
    }
    assertThat(asked).hasValue(1);
    assertThatThrownBy(() -> failing.verdictOnPassed(request)).hasMessageNotContaining("store");
    assertThat(asked).as("another application's token is another question").hasValue(2);
    assertThat(TRUSTING.verdictOn(request).verified()).isPresent();
  }
}
