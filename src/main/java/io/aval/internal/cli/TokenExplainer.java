package io.aval.internal.cli;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Inspection;
import io.aval.internal.jose.Issuers;
import java.time.Clock;

/**
 * Judges tokens as the application would, by its own configuration.
 *
 * @param config the application's configuration
 * @param resources where its {@code classpath:} keys are
 * @param clock tells the time for expiries
 */
record TokenExplainer(IdentityConfig config, ClassLoader resources, Clock clock) {

  /**
   * Explains a token.
   *
   * @param offline whether to fetch nothing
   * @throws Trouble when the project's own keys or certificates cannot be used
   */
  Explanation explain(String token, boolean offline) throws Trouble {
    try {
      RecordedFetch fetch =
          offline ? RecordedFetch.offline() : RecordedFetch.over(new HttpFetch(config.http()));
      Environment environment = new Environment(clock, fetch, Runnable::run, resources);
      try (Issuers issuers = Issuers.open(config, environment)) {
        Inspection inspection = issuers.inspector().inspect(token);
        return Explanation.of(inspection, fetch.calls(), offline);
      }
    } catch (IllegalArgumentException unusable) {
      throw new Trouble(String.valueOf(unusable.getMessage()));
    }
  }
}
