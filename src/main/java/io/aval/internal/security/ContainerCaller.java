package io.aval.internal.security;

import io.aval.internal.request.CallerLookup;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks Jakarta Security for the caller. Servers answer on their own threads only. */
@ApplicationScoped
public class ContainerCaller implements CallerLookup {
  private final @Nullable Instance<SecurityContext> security;

  /** For the client proxy only. */
  protected ContainerCaller() {
    this.security = null;
  }

  /** Creates the bean. */
  @Inject
  ContainerCaller(Instance<SecurityContext> security) {
    this.security = security;
  }

  @Override
  public @Nullable Principal principal() {
    return ask(SecurityContext::getCallerPrincipal).orElse(null);
  }

  @Override
  public @Nullable Principal taskPrincipal() {
    return Thread.currentThread() instanceof ManageableThread ? principal() : null;
  }

  @Override
  public boolean isInRole(String role) {
    return ask(context -> context.isCallerInRole(role)).orElse(false);
  }

  private <T> Optional<T> ask(Function<SecurityContext, @Nullable T> question) {
    if (security == null || !security.isResolvable()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(question.apply(security.get()));
    } catch (RuntimeException noCallHere) {
      // Outside a request servers throw what they like; then the container knows nobody.
      return Optional.empty();
    }
  }
}
