package io.aval.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with what the servlet API says of the caller. */
@WebServlet("/facts")
public class FactsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(
            request.getAuthType()
                + " "
                + request.getRemoteUser()
                + " "
                + request.getUserPrincipal()
                + " "
                + request.isUserInRole("admin")
                + " "
                + request.isUserInRole("other"));
  }
}
