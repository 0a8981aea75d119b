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
  private final boolean passed;

  /**
   * Tells a request who calls.
   *
   * @param request the request
   * @param principal who calls
   * @param passed whether another application has passed it on, whose roles do not count here
   */
  IdentityRequest(HttpServletRequest request, IdentityPrincipal principal, boolean passed) {
    super(request);
    this.principal = principal;
    this.passed = passed;
  }

  @Override
  public Principal getUserPrincipal() {
    Principal known = super.getUserPrincipal();
    return IdentityCarrier.standsFor(known, principal.identity()) ? known : principal;
  }

  @Override
  public String getRemoteUser() {
    return getUserPrincipal().getName();
  }

  @Override
  public boolean isUserInRole(String role) {
    return role.equals(Caller.ANY_AUTHENTICATED)
        || principal.identity().getRoles().contains(role)
        || (!isSomebodyElses() && super.isUserInRole(role));
  }

  /** Whether the roles beneath are of a caller that another application has found. */
  private boolean isSomebodyElses() {
    return passed || IdentityCarrier.isOther(super.getUserPrincipal(), principal.identity());
  }

  @Override
  public String getAuthType() {
    return "Bearer";
  }
}
