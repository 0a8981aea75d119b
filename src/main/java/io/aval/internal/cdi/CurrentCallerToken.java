package io.aval.internal.cdi;

import io.aval.client.CallerTokenSource;
import io.aval.client.TokenRequest;
import io.aval.client.TokenSource;
import io.aval.internal.request.CallHolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The injectable {@link CallerTokenSource}: asks, each time, the call of the current thread. */
@ApplicationScoped
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
      return holder.verdict().token();
    } catch (ContextNotActiveException noRequestScope) {
      throw new IllegalStateException(
          "No call is being served on this thread. Take the caller's token along with"
              + " CallerTokenSource.capture() while the call is served.",
          noRequestScope);
    }
  }
}
