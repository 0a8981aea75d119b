package io.aval.it.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does what filters do that pass nobody on to a servlet. */
@WebFilter({"/filter/answers", "/filter/redirects", "/filter/forwards", "/filter/fails"})
public class WilfulFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    switch (request.getServletPath()) {
      case "/filter/answers" -> {
        response.getWriter().print("answered by a filter");
        response.flushBuffer();
      }
      case "/filter/redirects" -> response.sendRedirect("/login");
      case "/filter/forwards" ->
          request.getRequestDispatcher("/changes").forward(request, response);
      default -> throw new ServletException("failed on purpose");
    }
  }
}
