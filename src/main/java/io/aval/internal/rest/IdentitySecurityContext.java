package io.aval.internal.rest;

import io.aval.internal.request.Caller;
import io.aval.internal.request.IdentityPrincipal;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * The caller as JAX-RS sees it, where the container itself does not know the caller.
 *
 * @param principal the verified caller
 * @param container what the container said
 */
record IdentitySecurityContext(IdentityPrincipal principal, SecurityContext container)
    implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    return principal;
  }

  @Override
  public boolean isUserInRole(String role) {
    return role.equals(Caller.ANY_AUTHENTICATED)
        || principal.identity().getRoles().contains(role)
        || container.isUserInRole(role);
  }

  @Override
  public boolean isSecure() {
    return container.isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
