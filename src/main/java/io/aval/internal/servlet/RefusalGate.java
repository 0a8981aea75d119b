package io.aval.internal.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Ends the way of a refused request before the servlet. It is the last of the filters, as {@link
 * IdentityFilter}, which answers the refusal, is the first: the application's own between the two
 * have their say on who may read the answer.
 */
public final class RefusalGate implements Filter {
  private static final String REFUSED = "io.aval.refused";

  /** Creates the filter. */
  public RefusalGate() {}

  /** Lets a request pass no servlet. */
  static void close(ServletRequest request) {
    request.setAttribute(REFUSED, true);
  }

  /** Lets a request pass servlets again. */
  static void reopen(ServletRequest request) {
    request.removeAttribute(REFUSED);
  }

  /** Whether a request passes no servlet. */
  static boolean isClosedTo(ServletRequest request) {
    return request.getAttribute(REFUSED) != null;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isClosedTo(request)) {
      chain.doFilter(request, response);
    }
  }
}
