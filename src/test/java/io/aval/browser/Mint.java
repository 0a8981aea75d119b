package io.aval.browser;

import io.aval.UserIdentity;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The issuer that a page asks for tokens, which can be told to be down, strict, or unwilling. */
final class Mint {
  private final TestIssuer keys;
  private final Clock clock;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger minted = new AtomicInteger();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Set<String> revokedUsers = ConcurrentHashMap.newKeySet();
  private volatile int lifetime = 60;
  private volatile boolean down;
  private volatile boolean signedOut;

  Mint(TestIssuer keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A fresh token; empty when the session has ended. */
  synchronized Optional<String> token(String user, String organization) {
    asked.incrementAndGet();
    if (down) {
      throw new IllegalStateException("down");
    }
    if (signedOut) {
      return Optional.empty();
    }
    TestTokens token =
        TestTokens.valid(keys.issuer(), keys.current(), clock.instant())
            .claim("sub", user)
            .claim("name", user)
            .claim("email", user + "@example.com")
            .claim("jti", "token-" + minted.incrementAndGet())
            .fromNow("exp", lifetime);
    if (!organization.isEmpty()) {
      token.claim("org_id", organization);
    }
    return Optional.of(token.sign());
  }

  /** How often it was asked, also while it was down. */
  int asked() {
    return asked.get();
  }

  int minted() {
    return minted.get();
  }

  void lifetime(int seconds) {
    lifetime = seconds;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  void endSession() {
    signedOut = true;
  }

  /** Revokes the tokens that were minted up to now. */
  void revokeAll() {
    for (int number = 1; number <= minted.get(); number++) {
      revoked.add("token-" + number);
    }
  }

  /** Revokes whatever a user has or will get. */
  void revoke(String user) {
    revokedUsers.add(user);
  }

  boolean isRevoked(UserIdentity identity) {
    return revokedUsers.contains(identity.getSubject())
        || identity.getClaim("jti", String.class).filter(revoked::contains).isPresent();
  }
}
