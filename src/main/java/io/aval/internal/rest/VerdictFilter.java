package io.aval.internal.rest;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.IdentityPrincipal;
import io.aval.internal.request.Verdict;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes over the verdict of an earlier door or finds it, refuses bad tokens before a resource is
 * even looked for, and tells the resource who calls.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class VerdictFilter implements ContainerRequestFilter {
  private final Supplier<Doorkeeper> doorkeeper;

  VerdictFilter(Supplier<Doorkeeper> doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Doorkeeper keeper = doorkeeper.get();
    Verdict verdict = keeper.verdictOn(new RestFacts(request));
    Optional<IdentityException> refusal = keeper.mustRefuse(verdict);
    if (refusal.isPresent()) {
      request.abortWith(Answers.from(keeper.answer(refusal.get(), verdict), request.getMethod()));
      return;
    }
    verdict.verified().ifPresent(identity -> tell(request, identity, keeper));
  }

  private static void tell(
      ContainerRequestContext request, UserIdentity identity, Doorkeeper keeper) {
    String name = keeper.principalName(identity);
    request.setSecurityContext(
        new IdentitySecurityContext(
            new IdentityPrincipal(name, identity), request.getSecurityContext()));
  }
}
