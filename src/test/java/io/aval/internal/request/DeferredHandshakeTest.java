package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.testing.NoContainer;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With {@code aval.invalid-token=defer} a call goes on without its token, a handshake does not. */
final class DeferredHandshakeTest {
  private final Doorkeeper doorkeeper =
      new Doorkeeper(
          ConfigReader.read(
                  ConfigSource.of(
                      "test",
                      Map.of(
                          "aval.providers.one.domain", "https://issuer.test",
                          "aval.providers.one.application-id", "app",
                          "aval.invalid-token", "defer")))
              .config(),
          token -> {
            throw new IdentityException(Reason.EXPIRED);
          },
          new NoContainer(),
          Clock.systemUTC());

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
