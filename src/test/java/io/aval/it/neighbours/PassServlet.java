package io.aval.it.neighbours;

import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Passes its request on to another application, by {@code how} and {@code to} and {@code path}. */
@WebServlet(value = "/pass", asyncSupported = true)
public class PassServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient UserIdentity user;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    ServletContext other = getServletContext().getContext(request.getParameter("to"));
    if (other == null) {
      response.getWriter().print("no such context");
      return;
    }
    String path = request.getParameter("path");
    switch (request.getParameter("how")) {
      case "forward" -> other.getRequestDispatcher(path).forward(request, response);
      case "named" -> dispatcher(other, path).forward(request, response);
      case "include" -> include(other.getRequestDispatcher(path), 1, request, response);
      case "twice" -> include(other.getRequestDispatcher(path), 2, request, response);
      default -> request.startAsync().dispatch(other, path);
    }
  }

  private static RequestDispatcher dispatcher(ServletContext other, String path) {
    return other.getNamedDispatcher("io.aval.it.neighbours." + path);
  }

  private void include(
      RequestDispatcher dispatcher,
      int times,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    response.setContentType("text/plain");
    response.getWriter().print("before " + who(request) + "[");
    for (int i = 0; i < times; i++) {
      try {
        dispatcher.include(request, response);
      } catch (RuntimeException thrown) { // servers wrap what an included part throws
        Throwable refusal = thrown;
        while (refusal.getCause() != null) {
          refusal = refusal.getCause();
        }
        response.getWriter().print(refusal.getClass().getName() + " " + refusal.getMessage());
      }
    }
    response.getWriter().print("]after " + who(request));
  }

  private String who(HttpServletRequest request) {
    return user.isAnonymous()
        ? "nobody"
        : user.getTokenIdentifier() + " " + request.getUserPrincipal().getName();
  }
}
