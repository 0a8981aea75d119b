package io.aval.it.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Jakarta Security's login with a session: {@code /login?user=…} signs in, the cookie keeps it. */
@AutoApplySession
@ApplicationScoped
public class LoginMechanism implements HttpAuthenticationMechanism {
  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (request.getServletPath().equals("/login")) {
      String user = request.getParameter("user");
      return context.notifyContainerAboutLogin(user, Visitors.roles(user));
    }
    // Doing nothing about a protected page is an empty 200 on most servers.
    return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
  }
}
