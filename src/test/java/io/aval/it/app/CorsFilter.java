package io.aval.it.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets a page of another origin read the answers of one servlet, as many applications do. */
@WebFilter("/guard/*")
public class CorsFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Access-Control-Allow-Origin", "https://page.test");
    response.addHeader("Vary", "Origin");
    response.addHeader("Vary", "Accept");
    response.setHeader("ETag", "\"begun\"");
    response.setHeader("Set-Cookie", "begun=1");
    chain.doFilter(request, response);
  }
}
