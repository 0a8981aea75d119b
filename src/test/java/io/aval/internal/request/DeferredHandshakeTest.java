package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With {@code aval.invalid-token=defer} a call goes on without its token, a handshake does not. */
final class DeferredHandshakeTest implements Surroundings {
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
          this,
          Clock.systemUTC());

  @Override
  public void enter(Verdict verdict) {}

  @Override
  public Optional<Verdict> current() {
    return Optional.empty();
  }

  @Override
  public void verified(UserIdentity identity) {}

  @Override
  public void refused(IdentityException refusal) {}

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
