package io.aval.it.neighbours;

import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import io.aval.it.app.AdminEjb;
import io.aval.it.app.Asked;
import io.aval.it.app.GuardedBean;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells all that the application knows of its caller, by every way there is to ask. */
@WebServlet("/tell")
public class TellServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient UserIdentity user;
  @Inject private transient IdentityProvider identities;
  @Inject private transient GuardedBean bean;
  @Inject private transient AdminEjb ejb;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print(tell(request));
  }

  private String tell(HttpServletRequest request) {
    return "user="
        + Asked.of(() -> user.isAnonymous() ? "nobody" : user.getTokenIdentifier())
        + " provider="
        + Asked.of(() -> user.isAnonymous() ? "-" : user.getProvider())
        + " principal="
        + name(request)
        + " remote="
        + request.getRemoteUser()
        + " type="
        + request.getAuthType()
        + " admin="
        + request.isUserInRole("admin")
        + " bean="
        + Asked.of(bean::admin)
        + " open="
        + Asked.of(bean::authenticated)
        + " ejb="
        + Asked.ofEjb(ejb::admin)
        + " verify="
        + Asked.of(() -> verified(request.getParameter("verify")))
        + ";";
  }

  private static String name(HttpServletRequest request) {
    return request.getUserPrincipal() == null ? "null" : request.getUserPrincipal().getName();
  }

  private String verified(String token) {
    return token == null ? "-" : identities.verify(token).getTokenIdentifier();
  }
}
