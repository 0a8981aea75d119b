package io.aval.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that is valid now, for calling somebody else.
 *
 * <pre>{@code
 * TokenSource tokens = TokenSource.of(
 *     OAuthClient.ofIssuer("https://sso.example.com/realms/shop")
 *         .basic("orders", secret)
 *         .clientCredentials()
 *         .scope("notes:read"));
 * }</pre>
 *
 * <p>A source made by {@link #of} or {@link #builder} keeps tokens per user and template, fetches a
 * new one in the background before the old one expires, and fetches once however many threads ask.
 * Safe for use by many threads; close it when it is of no more use.
 */
@FunctionalInterface
public interface TokenSource extends AutoCloseable {

  /**
   * Gets a token.
   *
   * @param request which token, and whether a kept one will do
   * @return the token's text without {@code Bearer}; empty when nobody is signed in
   * @throws TokenException when there should be a token and none can be had, also when waiting for
   *     it took too long
   * @throws IllegalStateException when this source is closed, or where no caller can be known
   */
  Optional<String> getToken(TokenRequest request);

  /**
   * Gets a token without a template.
   *
   * @return as {@link #getToken(TokenRequest)}
   */
  default Optional<String> getToken() {
    return getToken(TokenRequest.ANY);
  }

  /**
   * Gets a token that is made from a template.
   *
   * @param template the template's name; null: none
   * @param skipCache whether it must be fetched now
   * @return as {@link #getToken(TokenRequest)}
   */
  default Optional<String> getToken(@Nullable String template, boolean skipCache) {
    return getToken(new TokenRequest(template, skipCache, null));
  }

  /**
   * Makes a view of this source that uses a template wherever a request names none.
   *
   * @param template the template's name
   * @return the view; closing it closes nothing
   */
  default TokenSource withTemplate(String template) {
    TokenRequest.ANY.withTemplate(template); // a bad name is told here
    return new TemplateTokens(this, template);
  }

  /**
   * Makes a view of this source for whoever is the user on the current thread, to be used on other
   * threads: all it gives are tokens of that user's, renewed where they can be.
   *
   * @return the view; closing it closes nothing. A source without users is its own view, and so is
   *     one that does not override this
   * @throws IllegalStateException where no user can be known
   */
  default TokenSource capture() {
    return this;
  }

  /** Ends background work and forgets what was kept. A source that does neither does nothing. */
  @Override
  default void close() {}

  /**
   * Makes a source that keeps what is fetched, with everything else as {@link TokenSourceBuilder}
   * has it.
   *
   * @param fetch where tokens come from
   * @return the source
   */
  static TokenSource of(TokenFetch fetch) {
    return builder(fetch).build();
  }

  /**
   * Begins a source that keeps what is fetched.
   *
   * @param fetch where tokens come from
   * @return what builds it
   */
  static TokenSourceBuilder builder(TokenFetch fetch) {
    return new TokenSourceBuilder(fetch);
  }
}
