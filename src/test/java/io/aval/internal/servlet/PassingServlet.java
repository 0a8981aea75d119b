package io.aval.internal.servlet;

import io.aval.IdentityException;
import io.aval.internal.request.ThrownRefusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Passes its request on, wrapped as an application's own login does it if it is told to. */
final class PassingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    ServletContext right = getServletContext().getContext("/right");
    HttpServletRequest seen = "own".equals(request.getParameter("login")) ? own(request) : request;
    switch (request.getParameter("how")) {
      case "forward" -> right.getRequestDispatcher("/tell").forward(seen, response);
      case "named" -> right.getNamedDispatcher("tell").forward(seen, response);
      case "async" -> request.startAsync(seen, response).dispatch(right, "/tell");
      case "include" -> include(right, seen, response, 1);
      case "people" -> {
        include(right, as(request, "alice"), response, 1);
        include(right, as(request, "bob"), response, 1);
      }
      case "later" -> later(request.startAsync(seen, response));
      default -> include(right, seen, response, 2);
    }
  }

  private static void include(
      ServletContext right, HttpServletRequest request, HttpServletResponse response, int times)
      throws ServletException, IOException {
    for (int i = 0; i < times; i++) {
      response.getWriter().print("[");
      try {
        right.getRequestDispatcher("/tell").include(request, response);
      } catch (RuntimeException thrown) {
        IdentityException refusal = ThrownRefusal.in(thrown, true).orElseThrow(() -> thrown);
        response.getWriter().print(refusal.getReason());
      }
      response.getWriter().print("]");
    }
  }

  /** Includes a servlet of the same application, when the request's own dispatch is over. */
  private void later(AsyncContext call) {
    call.start(
        () -> {
          try {
            getServletContext()
                .getRequestDispatcher("/tell")
                .include(call.getRequest(), call.getResponse());
          } catch (ServletException | IOException fault) {
            throw new IllegalStateException(fault);
          } finally {
            call.complete();
          }
        });
  }

  private static HttpServletRequest as(HttpServletRequest request, String name) {
    String header = "Bearer " + TwoApplications.token(TwoApplications.RIGHT, name);
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getHeader(String asked) {
        return asked.equalsIgnoreCase("Authorization") ? header : super.getHeader(asked);
      }

      @Override
      public Enumeration<String> getHeaders(String asked) {
        return asked.equalsIgnoreCase("Authorization")
            ? Collections.enumeration(List.of(header))
            : super.getHeaders(asked);
      }
    };
  }

  private static HttpServletRequest own(HttpServletRequest request) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public Principal getUserPrincipal() {
        return () -> "own";
      }

      @Override
      public boolean isUserInRole(String role) {
        return true;
      }
    };
  }
}
