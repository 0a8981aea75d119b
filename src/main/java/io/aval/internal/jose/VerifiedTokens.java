package io.aval.internal.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aval.internal.jose.TokenVerifier.Verified;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what verification said of exactly these characters, so that a token that comes with
 * every call of a page is verified once. Bounded in bytes; only successes are kept, so that garbage
 * cannot drive out what is good. Safe for many threads.
 *
 * <p>An entry counts only while the token holds and the keys are those under which it was verified.
 * Revocation is not remembered: it is asked on every use.
 */
final class VerifiedTokens {
  /** The entry, its key and the cache's own bookkeeping. */
  private static final int OVERHEAD = 700;

  /** Parsed claims take about six times the bytes of their text. */
  private static final int GROWTH = 6;

  private final Cache<Key, Verified> cache;

  VerifiedTokens(long bytes) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, Verified verified) -> OVERHEAD + GROWTH * key.token.length())
            // On the calling thread: a task on the common pool would outlive the application.
            .executor(Runnable::run)
            .build();
  }

  @Nullable Verified find(String token, long now) {
    Verified found = cache.getIfPresent(new Key(token));
    return found != null
            && found.validity().includes(now)
            && found.version() == found.keys().version()
        ? found
        : null;
  }

  void remember(String token, Verified verified) {
    cache.put(new Key(token), verified);
  }

  /**
   * A token as a key. Compares the whole token, and hashes only the end of it, which is signature
   * and therefore as good as random: hashing 900 characters would cost more than all the rest.
   */
  private static final class Key {
    private static final int HASHED = 12;

    private final String token;
    private final int hash;

    Key(String token) {
      this.token = token;
      int h = token.length();
      for (int i = Math.max(0, token.length() - HASHED); i < token.length(); i++) {
        h = 31 * h + token.charAt(i);
      }
      this.hash = h;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && hash == key.hash && token.equals(key.token);
    }
  }
}
