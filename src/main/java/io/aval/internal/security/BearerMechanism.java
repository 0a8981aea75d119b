package io.aval.internal.security;

import io.aval.internal.request.Doorkeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What the container finds, and leads it to the mechanism of the web application that is called.
 *
 * <p>In an EAR that need not be the one whose bean this is: WildFly takes one for all of them, also
 * where each has Aval's jar, and with it classes, of its own. So a web application's mechanism is
 * looked for in its {@link ServletContext}, and known there by the type that all have in common.
 */
@ApplicationScoped
public class BearerMechanism implements HttpAuthenticationMechanism {
  private static final String HERE = BearerMechanism.class.getName();

  /** Creates the bean. */
  protected BearerMechanism() {}

  /**
   * Gives a web application its mechanism; done once, when it starts.
   *
   * @param context the web application
   * @param doorkeeper its doorkeeper
   */
  public static void open(ServletContext context, Doorkeeper doorkeeper) {
    context.setAttribute(HERE, new TokenMechanism(doorkeeper));
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    Object found = request.getServletContext().getAttribute(HERE);
    if (found instanceof HttpAuthenticationMechanism own) {
      return own.validateRequest(request, response, context);
    }
    // Not started (see io.aval.internal.request.Reception): a protected URL stays closed, by a
    // refusal without a body.
    return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
  }
}
