package io.aval.internal.servlet;

import io.aval.internal.request.IdentityCarrier;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/** How a request came to this application: from the client, or from another application. */
final class Passage {
  private Passage() {}

  /** Whether the request is inside another one that goes on afterwards. */
  static boolean isNested(HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
  }

  /**
   * Whether a request was addressed to another application, which has forwarded, included or
   * dispatched it here (Jakarta Servlet 6.0, section 9).
   *
   * @param request the request
   * @param contextPath this application's
   */
  static boolean isFromElsewhere(HttpServletRequest request, String contextPath) {
    Object origin =
        switch (request.getDispatcherType()) {
          case REQUEST, ERROR -> contextPath;
          case FORWARD -> request.getAttribute(RequestDispatcher.FORWARD_CONTEXT_PATH);
          case ASYNC -> request.getAttribute(AsyncContext.ASYNC_CONTEXT_PATH);
          case INCLUDE -> null;
        };
    // Nor does a dispatcher that was got by a servlet's name say where the request came from.
    return !contextPath.equals(origin == null ? request.getContextPath() : origin);
  }

  /**
   * Whether the container itself has logged in a caller whom an Aval has found: at the bottom of
   * the request, below whatever applications have wrapped around it.
   */
  static boolean hasLogin(HttpServletRequest request) {
    ServletRequest bottom = request;
    while (bottom instanceof ServletRequestWrapper wrapper) {
      bottom = wrapper.getRequest();
    }
    return bottom instanceof HttpServletRequest http
        && IdentityCarrier.isOne(http.getUserPrincipal());
  }
}
