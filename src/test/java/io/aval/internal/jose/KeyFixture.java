package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.testing.MutableClock;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of keys share: a clock that stands still, the real fetch, and a background that
 * does its work when told to.
 */
final class KeyFixture {
  static final IdentityConfig.Http PLAIN =
      new IdentityConfig.Http(Optional.empty(), Optional.empty());

  final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
  final Queue<Runnable> queued = new ConcurrentLinkedQueue<>();
  final Environment environment = environment(new HttpFetch(PLAIN));

  Environment environment(Fetch fetch) {
    return new Environment(clock, fetch, queued::add, getClass().getClassLoader());
  }

  ProviderKeys open(TestIssuer issuer) {
    return KeySources.open(provider(issuer), environment);
  }

  ProviderKeys open(TestIssuer issuer, Fetch fetch) {
    return KeySources.open(provider(issuer), environment(fetch));
  }

  static ProviderConfig provider(TestIssuer issuer) {
    return ProviderConfig.builder("test")
        .domain(issuer.issuer())
        .applicationIds("app")
        .algorithms("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA")
        .build();
  }

  /** A fetch that gives up soon, for issuers that hang. */
  static HttpFetch impatient(Duration whole) {
    return new HttpFetch(PLAIN, new HttpFetch.Bounds(Duration.ofSeconds(2), whole, 1 << 20));
  }

  /** Does the background's work in this thread. */
  int runBackground() {
    int done = 0;
    for (Runnable task = queued.poll(); task != null; task = queued.poll()) {
      task.run();
      done++;
    }
    return done;
  }

  void advanceSeconds(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** Finds the key of a token that a key signed with RS256. */
  static VerificationKey find(ProviderKeys keys, TestKey key) {
    return keys.find(key.kid(), Algorithm.RS256);
  }

  /** The refusal that looking for a key ends with. */
  static IdentityException refusal(ProviderKeys keys, @Nullable String kid) {
    return refusal(keys, kid, Algorithm.RS256);
  }

  static IdentityException refusal(ProviderKeys keys, @Nullable String kid, Algorithm algorithm) {
    try {
      throw new AssertionError("Found " + keys.find(kid, algorithm));
    } catch (IdentityException e) {
      return e;
    }
  }

  static Reason reason(ProviderKeys keys, @Nullable String kid) {
    return refusal(keys, kid).getReason();
  }

  /** Waits until something is so, for at most ten seconds. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It never came to that");
      }
      Thread.onSpinWait();
    }
  }
}
