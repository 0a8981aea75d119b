package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.testing.issuers.IdentityFacts;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Aval in the test's own process, without a server. */
final class InProcess implements Verdicts, AutoCloseable {
  private final Issuers issuers;

  private InProcess(Issuers issuers) {
    this.issuers = issuers;
  }

  static InProcess configured(Map<String, String> parameters) {
    IdentityConfig config = ConfigReader.read(ConfigSource.of("page", parameters)).config();
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            new HttpFetch(config.http()),
            Runnable::run,
            InProcess.class.getClassLoader());
    return new InProcess(Issuers.open(config, environment));
  }

  @Override
  public JsonObject accepts(String token, String... claims) {
    return IdentityFacts.of(issuers.verify(token), List.of(claims));
  }

  @Override
  public void refuses(String token, Reason reason) {
    IdentityException refusal =
        catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
    assertThat(refusal).as("accepted, but should be %s", reason).isNotNull();
    assertThat(refusal.getReason()).as(refusal.getExplanation().orElse("")).isEqualTo(reason);
  }

  @Override
  public boolean isGood(String token) {
    try {
      issuers.verify(token);
      return true;
    } catch (IdentityException refusal) {
      return false;
    }
  }

  @Override
  public void close() {
    issuers.close();
  }
}
