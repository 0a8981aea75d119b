package io.aval.internal.servlet;

import io.aval.internal.request.IdentityCarrier;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** How a request came to this application: from the client, or from another application. */
final class Passage {
  /** Holds the mark of the application that a request is inside of. */
  private static final String INSIDE = "io.aval.inside";

  private Passage() {}

  /** Whether the request is inside another one that goes on afterwards. */
  static boolean isNested(HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
  }

  /**
   * Whether another application has forwarded, included or dispatched a request here (Jakarta
   * Servlet 6.0, section 9).
   *
   * <p>An application's filter leaves its mark on the requests that are inside of it. Where there
   * is none, the request came from an application without Aval, or from a filter before ours.
   *
   * @param request the request
   * @param mark this application's, which no other has
   * @param contextPath this application's
   */
  static boolean isFromElsewhere(HttpServletRequest request, Object mark, String contextPath) {
    return switch (request.getDispatcherType()) {
      case REQUEST, ERROR -> false;
      case ASYNC -> isOther(request.getAttribute(AsyncContext.ASYNC_CONTEXT_PATH), contextPath);
      case INCLUDE -> request.getAttribute(INSIDE) != mark;
      case FORWARD -> {
        Object inside = request.getAttribute(INSIDE);
        yield inside == null
            ? !contextPath.equals(request.getAttribute(RequestDispatcher.FORWARD_CONTEXT_PATH))
            : inside != mark;
      }
    };
  }

  private static boolean isOther(@Nullable Object origin, String contextPath) {
    return origin != null && !contextPath.equals(origin);
  }

  /**
   * Marks a request as being inside of this application; undone when the result is run, unless the
   * application goes on with it on another thread.
   */
  static Runnable enter(HttpServletRequest request, Object mark) {
    Object before = request.getAttribute(INSIDE);
    request.setAttribute(INSIDE, mark);
    return () -> {
      if (!request.isAsyncStarted()) {
        request.setAttribute(INSIDE, before); // null takes it away
      }
    };
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
