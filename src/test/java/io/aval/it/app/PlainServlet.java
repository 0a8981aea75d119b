package io.aval.it.app;

import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with the caller, below an open and below two protected paths. */
@WebServlet({"/plain", "/secret", "/secret/admin", "/require"})
public class PlainServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient UserIdentity user;
  @Inject private transient IdentityProvider identities;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    if (request.getServletPath().equals("/require")) {
      response.getWriter().print(identities.requireUserIdentity().getSubject());
    } else if (user.isAnonymous()) {
      response.getWriter().print("nobody");
    } else {
      response
          .getWriter()
          .print(
              user.getTokenIdentifier()
                  + " "
                  + request.getUserPrincipal().getName()
                  + " "
                  + request.isUserInRole("admin"));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }
}
