package io.aval.internal.cdi;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import java.time.Clock;

/**
 * The core of one application and what it runs on.
 *
 * @param issuers the trusted issuers
 * @param executor runs the refreshes of their keys
 * @param revocations asks the application's revocation store, when it has one
 */
record Core(Issuers issuers, ServerExecutor executor, ApplicationRevocations revocations)
    implements AutoCloseable {

  /**
   * Opens the core; touches no network.
   *
   * @throws IllegalArgumentException when a local key or certificate file cannot be used
   */
  static Core open(IdentityConfig config, ClassLoader resources, Clock clock) {
    ServerExecutor executor = new ServerExecutor();
    ApplicationRevocations revocations = new ApplicationRevocations();
    Environment environment =
        new Environment(clock, new HttpFetch(config.http()), executor, resources);
    return new Core(Issuers.open(config, environment, revocations), executor, revocations);
  }

  @Override
  public void close() {
    issuers.close();
    executor.close();
  }
}
