package io.aval.it.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;

/** The login that many applications have built themselves: a filter that remembers in a session. */
@WebFilter("/*")
public class LoginFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getServletPath().equals("/login")) {
      request.getSession().setAttribute("user", request.getParameter("user"));
    }
    HttpSession session = request.getSession(false);
    Object user = session == null ? null : session.getAttribute("user");
    chain.doFilter(user == null ? request : new Known(request, (String) user), response);
  }

  private static final class Known extends HttpServletRequestWrapper {
    private final String user;

    Known(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> user;
    }

    @Override
    public boolean isUserInRole(String role) {
      return Visitors.roles(user).contains(role);
    }
  }
}
