package io.aval.testing;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.TokenJudge;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Surroundings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The doorkeeper of an application with one provider, whose tokens a test judges itself. */
public final class TestDoorkeeper {
  private TestDoorkeeper() {}

  /** In a container, with nothing configured but the provider. */
  public static Doorkeeper of(TokenJudge judge, Surroundings surroundings) {
    return of(Map.of(), judge, surroundings);
  }

  /** With further settings. */
  public static Doorkeeper of(
      Map<String, String> settings, TokenJudge judge, Surroundings surroundings) {
    return new Doorkeeper(config(settings), judge, surroundings, Clock.systemUTC());
  }

  private static IdentityConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("aval.providers.one.domain", "https://issuer.test");
    all.put("aval.providers.one.application-id", "app");
    return ConfigReader.read(ConfigSource.of("test", all)).config();
  }
}
