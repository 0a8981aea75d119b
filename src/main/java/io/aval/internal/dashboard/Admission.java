package io.aval.internal.dashboard;

import io.aval.internal.issuer.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who may use the dashboard: whom the container knows as an administrator, and in development who
 * came by the one-time link.
 *
 * @param role the administrators' role
 * @param development the way by the link; empty in production
 */
record Admission(String role, Optional<DevelopmentEntry> development) {

  /** What a caller is told who may not enter; empty for those who may. */
  Optional<String> refusal(Caller caller, HttpServletRequest request) {
    if (request.isUserInRole(role)
        || development.filter(entry -> entry.knows(caller, request)).isPresent()) {
      return Optional.empty();
    }
    if (request.getUserPrincipal() != null) {
      return Optional.of("You are signed in, but without the role " + role + " that this needs.");
    }
    return Optional.of(
        development.isPresent() && caller.isLoopback()
            ? "Open the one-time link that stands in the server’s log, at AVAL-310."
            : "Sign in to the application as somebody with the role " + role + " first.");
  }
}
