package io.aval.internal.rest;

import io.aval.UserIdentity;
import io.aval.internal.request.Caller;
import io.aval.internal.request.IdentityCarrier;
import io.aval.internal.request.IdentityPrincipal;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * The caller as JAX-RS sees it. Where the container knows the caller, its principal is kept; its
 * roles are united with the token's, since Payara knows only roles that web.xml declares.
 *
 * @param principal the verified caller, for where the container knows nobody
 * @param container what the container says
 */
record IdentitySecurityContext(IdentityPrincipal principal, SecurityContext container)
    implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    Principal known = container.getUserPrincipal();
    return IdentityCarrier.standsFor(known, principal.identity()) ? known : principal;
  }

  @Override
  public boolean isUserInRole(String role) {
    UserIdentity identity = principal.identity();
    return role.equals(Caller.ANY_AUTHENTICATED)
        || identity.getRoles().contains(role)
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
