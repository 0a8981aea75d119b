package io.aval.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A request whose caller this application does not know: it was refused, or another application has
 * passed it on. Whom the container or the other one knows, and in which roles, is not said here.
 */
final class UnknownCallerRequest extends HttpServletRequestWrapper {

  UnknownCallerRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return null;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public @Nullable String getAuthType() {
    return null;
  }
}
