package io.aval.internal.cdi;

import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.jose.TokenJudge;
import java.time.Clock;
import java.util.Optional;

/**
 * The core of one application and what it runs on.
 *
 * @param issuers the trusted issuers
 * @param executor runs the refreshes of their keys
 * @param revocations asks the application's revocation store, when it has one
 * @param roles asks the application's identity stores, when it has some
 */
record Core(
    Issuers issuers,
    ServerExecutor executor,
    ApplicationRevocations revocations,
    ApplicationRoles roles)
    implements TokenJudge, AutoCloseable {

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
    Issuers issuers = Issuers.open(config, environment, revocations);
    return new Core(issuers, executor, revocations, new ApplicationRoles());
  }

  /**
   * Verifies a token. What the application says of its roles is no part of what is remembered of
   * it: that is asked for anew each time.
   */
  @Override
  public UserIdentity verify(String token) {
    return roles.unite(issuers.verify(token));
  }

  @Override
  public Optional<RefusalHint> hint(String token, Reason reason) {
    return issuers.hint(token, reason);
  }

  @Override
  public void close() {
    issuers.close();
    executor.close();
  }
}
