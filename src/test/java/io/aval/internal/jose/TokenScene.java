package io.aval.internal.jose;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.spi.RevocationStore;
import java.time.Clock;
import java.util.Map;

/** Opens issuers for tests: real configuration, real fetches over loopback. */
final class TokenScene {
  private TokenScene() {}

  static Issuers open(Map<String, String> keys, Clock clock) {
    return open(keys, clock, identity -> false);
  }

  static Issuers open(Map<String, String> keys, Clock clock, RevocationStore revocations) {
    IdentityConfig config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    Environment environment =
        new Environment(
            clock, new HttpFetch(config.http()), Runnable::run, TokenScene.class.getClassLoader());
    return Issuers.open(config, environment, revocations);
  }
}
