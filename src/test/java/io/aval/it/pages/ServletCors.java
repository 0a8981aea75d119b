package io.aval.it.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** CORS as many servlet applications have it. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ServletCors extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.addHeader("Access-Control-Allow-Origin", "*");
    response.addHeader("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
    if (request.getMethod().equals("OPTIONS")) {
      response.addHeader("Access-Control-Allow-Headers", "authorization, content-type");
      response.addHeader("Access-Control-Allow-Methods", "GET, POST");
    } else {
      chain.doFilter(request, response);
    }
  }
}
