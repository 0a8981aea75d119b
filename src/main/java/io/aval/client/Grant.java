package io.aval.client;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a token is asked for with. */
sealed interface Grant {

  /** Sends parameters to the token endpoint. */
  @FunctionalInterface
  interface Call {
    Map<String, @Nullable Object> send(Map<String, String> parameters) throws IOException;
  }

  /** As {@link TokenFetch#user}. */
  Optional<String> user();

  /** Asks for a token for that user. */
  Map<String, @Nullable Object> ask(String user, Call call) throws IOException;

  /** The same for other threads: whoever is the user on this one. */
  default Grant captured() {
    return this;
  }

  /** Whether the user was signed in until the server said so. */
  default boolean endsWith(TokenException refusal) {
    return false;
  }

  /** With the client's own authority. */
  record ClientCredentials() implements Grant {
    @Override
    public Optional<String> user() {
      return Optional.of("");
    }

    @Override
    public Map<String, @Nullable Object> ask(String user, Call call) throws IOException {
      return call.send(Map.of("grant_type", "client_credentials"));
    }
  }

  /** With a refresh token, of which there is one at a time: a second use of an old one ends it. */
  final class Refresh implements Grant {
    private static final System.Logger LOG = System.getLogger(Grant.class.getPackageName());
    private static final String OVER = "invalid_grant";

    private final AtomicReference<@Nullable String> token;
    private final Consumer<String> rotated;
    private final ReentrantLock turn = new ReentrantLock();

    Refresh(String token, Consumer<String> rotated) {
      this.token = new AtomicReference<>(token);
      this.rotated = rotated;
    }

    /** Nobody, when the refresh token was found to be over. */
    @Override
    public Optional<String> user() {
      return token.get() == null ? Optional.empty() : Optional.of("");
    }

    /** Expired, revoked, or never this client's (RFC 6749, section 5.2): it stays so. */
    @Override
    public boolean endsWith(TokenException refusal) {
      return refusal.getError().filter(OVER::equals).isPresent();
    }

    @Override
    public Map<String, @Nullable Object> ask(String user, Call call) throws IOException {
      turn.lock();
      try {
        @Nullable String present = token.get();
        if (present == null) {
          throw TokenException.refused("The refresh token is over", 400, OVER);
        }
        return refresh(present, call);
      } finally {
        turn.unlock();
      }
    }

    private Map<String, @Nullable Object> refresh(String present, Call call) throws IOException {
      try {
        Map<String, @Nullable Object> answer =
            call.send(Map.of("grant_type", "refresh_token", "refresh_token", present));
        if (answer.get("refresh_token") instanceof String next && !next.equals(present)) {
          token.set(next);
          tell(next);
        }
        return answer;
      } catch (TokenException refusal) {
        if (endsWith(refusal)) {
          token.set(null);
          LOG.log(System.Logger.Level.INFO, "A refresh token is over ({0}): signed out", OVER);
        }
        throw refusal;
      }
    }

    private void tell(String next) {
      try {
        rotated.accept(next);
      } catch (RuntimeException e) {
        // The access token is good all the same. What the exception says may quote the new one.
        LOG.log(
            System.Logger.Level.ERROR,
            "AVAL-502: A new refresh token could not be kept, and the old one may be worth nothing"
                + " after a restart: {0}",
            e.getClass().getName());
      }
    }
  }

  /** With somebody's token. */
  record Exchange(TokenSource subject) implements Grant {
    @Override
    public Optional<String> user() {
      return subject.getToken();
    }

    @Override
    public Grant captured() {
      return new Exchange(subject.capture());
    }

    @Override
    public Map<String, @Nullable Object> ask(String user, Call call) throws IOException {
      return call.send(
          Map.of(
              "grant_type",
              "urn:ietf:params:oauth:grant-type:token-exchange",
              "subject_token",
              user,
              "subject_token_type",
              "urn:ietf:params:oauth:token-type:access_token"));
    }
  }
}
