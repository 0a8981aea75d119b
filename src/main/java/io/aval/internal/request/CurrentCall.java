package io.aval.internal.request;

import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call that the current thread serves: known by the request scope, or, on a thread of a managed
 * executor, by the caller whom the container took along.
 */
@ApplicationScoped
public class CurrentCall implements Caller {
  private final @Nullable CallHolder holder;
  private final @Nullable CallerLookup container;

  /** For the client proxy only. */
  protected CurrentCall() {
    this.holder = null;
    this.container = null;
  }

  /** Creates the bean. */
  @Inject
  CurrentCall(CallHolder holder, CallerLookup container) {
    this.holder = holder;
    this.container = container;
  }

  private Verdict verdict() {
    if (holder == null || container == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    try {
      return holder.verdict();
    } catch (ContextNotActiveException noRequestScope) {
      if (container.taskPrincipal() instanceof IdentityCarrier caller) {
        return Verdict.verified(caller.identity());
      }
      throw new IllegalStateException(
          "No call is being served on this thread. Ask for the identity while the call is served,"
              + " and hand UserIdentity.capture() to other threads.",
          noRequestScope);
    }
  }

  @Override
  public Optional<UserIdentity> identity() {
    return verdict().identity();
  }

  UserIdentity identityOrAnonymous() {
    return identity().orElse(AnonymousIdentity.INSTANCE);
  }

  @Override
  public boolean isKnown() {
    Verdict verdict = verdict();
    return verdict.verified().isPresent() || (verdict.isOfRequest() && containerKnowsCaller());
  }

  private boolean containerKnowsCaller() {
    Principal principal = container == null ? null : container.principal();
    // WildFly names nobody "anonymous" (Jakarta Security leaves it open). A principal of Aval's own
    // is known by its verdict or is somebody else's.
    return principal != null
        && !"anonymous".equals(principal.getName())
        && !IdentityCarrier.isOne(principal);
  }

  @Override
  public boolean isInRole(String role) {
    Verdict verdict = verdict();
    return verdict.verified().filter(user -> user.getRoles().contains(role)).isPresent()
        || (verdict.isOfRequest() && isInContainersRole(verdict, role));
  }

  /** The container may still know the caller of the application that passed a request on. */
  private boolean isInContainersRole(Verdict verdict, String role) {
    return container != null
        && container.isInRole(role)
        && !IdentityCarrier.isOther(container.principal(), verdict.verified().orElse(null));
  }
}
