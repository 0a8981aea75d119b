package io.aval.client;

/**
 * The token of the call that is being served, to be passed on: {@code @Inject CallerTokenSource}.
 *
 * <p>Only a token that was verified is passed on, and only to whom a {@link BearerAuth} names.
 * Nothing is kept: the token belongs to its request and goes with it. Empty when the call is
 * anonymous. A request for a template, or with {@code skipCache}, gets the same token; one for
 * another token than the caller's gets none.
 *
 * <p>Asked on a thread that serves no call, an executor's for one, it throws {@link
 * IllegalStateException}: {@link #capture()} while the call is served, and use that. It throws the
 * same where the caller is known and no token of theirs is kept, rather than take them for
 * anonymous: in WebSocket callbacks, and where the server itself has logged them in.
 *
 * <p>As a bean it is injected as {@code CallerTokenSource} only, never as {@link TokenSource}.
 */
public interface CallerTokenSource extends TokenSource {

  /**
   * Takes the token of the current call along, for other threads; they should be done soon, since
   * nobody can refresh it.
   *
   * @return a source of just this token, empty when the call is anonymous
   * @throws IllegalStateException where no call is being served, or the caller's token is not kept
   */
  @Override
  TokenSource capture();
}
