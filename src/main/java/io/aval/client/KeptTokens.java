package io.aval.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link TokenSlot} per user and template, as many as fit. */
final class KeptTokens implements TokenSource {
  /** A token that nobody asked for in this time is forgotten. */
  private static final Duration IDLE = Duration.ofHours(1);

  /**
   * How long and how many.
   *
   * @param freshness when a token is due
   * @param patience how long a caller waits
   * @param most how many tokens are kept
   */
  record Bounds(Freshness freshness, Duration patience, int most) {}

  /** What a slot is found by; a user may be known by a token, so it never shows. */
  private record Key(String user, @Nullable String template) {
    @Override
    public String toString() {
      return "Key[********]";
    }
  }

  private final TokenFetch fetch;
  private final Surroundings surroundings;
  private final Bounds bounds;
  private final Cache<Key, TokenSlot> slots;
  private final Runnable end;
  private final AtomicBoolean closed = new AtomicBoolean();

  KeptTokens(TokenFetch fetch, Surroundings surroundings, Bounds bounds, Runnable end) {
    this.fetch = fetch;
    this.surroundings = surroundings;
    this.bounds = bounds;
    this.end = end;
    this.slots =
        Caffeine.newBuilder()
            .maximumSize(bounds.most())
            .expireAfterAccess(IDLE)
            .ticker(() -> surroundings.clock().millis() * 1_000_000)
            // On the calling thread: a task on the common pool would outlive the application.
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<String> getToken(TokenRequest request) {
    return getToken(fetch::user, request);
  }

  @Override
  public TokenSource capture() {
    Supplier<Optional<String>> user = captured();
    return request -> getToken(user, request);
  }

  private Supplier<Optional<String>> captured() {
    if (fetch instanceof OAuthGrant grant) {
      return grant.capturedUser();
    }
    Optional<String> user = fetch.user();
    return () -> user;
  }

  private Optional<String> getToken(Supplier<Optional<String>> user, TokenRequest request) {
    if (closed.get()) {
      throw new IllegalStateException("This source of tokens is closed");
    }
    return user.get().flatMap(name -> slot(new Key(name, request.template())).get(request));
  }

  private TokenSlot slot(Key key) {
    return slots.get(
        key,
        missing ->
            new TokenSlot(
                new TokenSlot.Owner(fetch, missing.user(), missing.template()),
                surroundings,
                bounds.freshness(),
                bounds.patience()));
  }

  /** How many users' and templates' tokens are kept. */
  long size() {
    slots.cleanUp();
    return slots.estimatedSize();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      slots.invalidateAll();
      end.run();
    }
  }

  @Override
  public String toString() {
    return "TokenSource[" + slots.estimatedSize() + " kept]";
  }
}
