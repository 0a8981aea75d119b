package io.aval.client;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from: a grant of OAuth, an issuer's sessions, or a function of your own. It
 * fetches each time it is asked; {@link TokenSource#of} puts the keeping, the refreshing and the
 * trying again around it.
 *
 * <p>Asked by many threads at once, and also by threads of the background, where no request is
 * being served: who the user is was then asked before, by {@link #user}.
 */
@FunctionalInterface
public interface TokenFetch {

  /**
   * Fetches a token.
   *
   * @param user whose token, as {@link #user} said
   * @param template the template to make it from; null: none
   * @return the token, or empty when this user is not signed in
   * @throws IOException when trying again may help; it is tried again, with growing pauses
   * @throws TokenException when trying again will not help, as any other exception
   */
  Optional<AccessToken> fetch(String user, @Nullable String template) throws IOException;

  /**
   * Says whose token is wanted, on the thread that wants it. Tokens are kept apart by what it says.
   *
   * @return any text that tells users apart, a session's id for one; empty when nobody is signed
   *     in. Unless overridden, there is one user, whose name is empty
   */
  default Optional<String> user() {
    return Optional.of("");
  }

  /**
   * The same, with somebody to say whose token is wanted.
   *
   * @param user as {@link #user}
   * @return what fetches for that user
   */
  default TokenFetch forUser(Supplier<Optional<String>> user) {
    TokenFetch fetch = this;
    return new TokenFetch() {
      @Override
      public Optional<AccessToken> fetch(String name, @Nullable String template)
          throws IOException {
        return fetch.fetch(name, template);
      }

      @Override
      public Optional<String> user() {
        return user.get();
      }
    };
  }
}
