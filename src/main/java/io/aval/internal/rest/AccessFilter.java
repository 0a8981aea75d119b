package io.aval.internal.rest;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.internal.request.AccessRule;
import io.aval.internal.request.Caller;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Verdict;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks the caller of one resource method. */
final class AccessFilter implements ContainerRequestFilter {
  private final AccessRule rule;
  private final Supplier<Doorkeeper> doorkeeper;

  AccessFilter(AccessRule rule, Supplier<Doorkeeper> doorkeeper) {
    this.rule = rule;
    this.doorkeeper = doorkeeper;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Doorkeeper keeper = doorkeeper.get();
    Verdict verdict = keeper.verdictOn(new RestFacts(request));
    try {
      keeper.check(rule, new RestCaller(verdict, request.getSecurityContext()));
    } catch (IdentityException refusal) {
      request.abortWith(Answers.from(keeper.answer(refusal, verdict), request.getMethod()));
    }
  }

  /**
   * The caller of a resource method.
   *
   * @param verdict what became of the token
   * @param container what the container knows
   */
  private record RestCaller(Verdict verdict, SecurityContext container) implements Caller {
    @Override
    public Optional<UserIdentity> identity() {
      return verdict.identity();
    }

    @Override
    public boolean isKnown() {
      Principal known = container.getUserPrincipal();
      return verdict.verified().isPresent()
          || (known != null && !"anonymous".equals(known.getName())); // as WildFly names nobody
    }

    @Override
    public boolean isInRole(String role) {
      return container.isUserInRole(role)
          || verdict.verified().filter(user -> user.getRoles().contains(role)).isPresent();
    }
  }
}
