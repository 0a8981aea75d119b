package io.aval.internal.cdi;

import io.aval.client.CallerTokenSource;
import io.aval.client.TokenRequest;
import io.aval.client.TokenSource;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The injectable {@link CallerTokenSource}: asks, each time, the call of the current thread. It is
 * no bean of type {@link TokenSource}, which the application produces itself: nobody is to pass the
 * caller's token on without saying so.
 */
@ApplicationScoped
@Typed(CallerTokenSource.class)
public class CurrentCallerToken implements CallerTokenSource {
  private final @Nullable CallHolder holder;

  /** For the client proxy only. */
  protected CurrentCallerToken() {
    this.holder = null;
  }

  /** Creates the bean. */
  @Inject
  CurrentCallerToken(CallHolder holder) {
    this.holder = holder;
  }

  @Override
  public Optional<String> getToken(TokenRequest request) {
    return otherThan(request, now());
  }

  @Override
  public TokenSource capture() {
    Optional<String> token = now();
    return request -> otherThan(request, token);
  }

  private static Optional<String> otherThan(TokenRequest request, Optional<String> token) {
    return token.filter(text -> !text.equals(request.refused()));
  }

  private Optional<String> now() {
    if (holder == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    try {
      return token(holder.verdict());
    } catch (ContextNotActiveException noRequestScope) {
      throw new IllegalStateException(
          "No call is being served on this thread. Take the caller's token along with"
              + " CallerTokenSource.capture() while the call is served.",
          noRequestScope);
    }
  }

  /** A caller who is known by other means is not to look like nobody. */
  private static Optional<String> token(Verdict verdict) {
    if (verdict.token().isEmpty() && verdict.verified().isPresent()) {
      throw new IllegalStateException(
          "Who calls is known here, but no token of theirs is kept: in WebSocket callbacks, and for"
              + " whom the server itself has logged in. Call with a token of your own, or exchange"
              + " one while an HTTP call is served.");
    }
    return verdict.token();
  }
}
