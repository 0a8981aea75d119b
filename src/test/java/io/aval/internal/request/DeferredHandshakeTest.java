package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.testing.NoContainer;
import io.aval.testing.TestDoorkeeper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With {@code aval.invalid-token=defer} a call goes on without its token, a handshake does not. */
final class DeferredHandshakeTest {
  private final Doorkeeper doorkeeper =
      TestDoorkeeper.of(
          Map.of("aval.invalid-token", "defer"),
          token -> {
            throw new IdentityException(Reason.EXPIRED);
          },
          new NoContainer());

  @Test
  void isRefusedForABadToken() {
    Verdict verdict = doorkeeper.verdictOn("any");
    assertThat(doorkeeper.mustRefuse(verdict)).isEmpty();
    assertThat(doorkeeper.mustRefuseHandshake(verdict))
        .map(IdentityException::getReason)
        .contains(Reason.EXPIRED);
  }

  @Test
  void goesOnWithoutAnyToken() {
    assertThat(doorkeeper.mustRefuseHandshake(Verdict.anonymous())).isEmpty();
  }
}
