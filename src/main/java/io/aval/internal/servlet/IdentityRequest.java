package io.aval.internal.servlet;

import io.aval.internal.request.Caller;
import io.aval.internal.request.IdentityCarrier;
import io.aval.internal.request.IdentityPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request that knows its caller and the caller's roles where the container does not. */
final class IdentityRequest extends HttpServletRequestWrapper {
  private final IdentityPrincipal principal;

  IdentityRequest(HttpServletRequest request, IdentityPrincipal principal) {
    super(request);
    this.principal = principal;
  }

  @Override
  public Principal getUserPrincipal() {
    Principal known = super.getUserPrincipal();
    return known instanceof IdentityCarrier ? known : principal;
  }

  @Override
  public String getRemoteUser() {
    return getUserPrincipal().getName();
  }

  @Override
  public boolean isUserInRole(String role) {
    return role.equals(Caller.ANY_AUTHENTICATED)
        || principal.identity().getRoles().contains(role)
        || super.isUserInRole(role);
  }

  @Override
  public String getAuthType() {
    return "Bearer";
  }
}
