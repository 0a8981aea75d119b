package io.aval.internal.servlet;

import io.aval.internal.http.CrossOriginResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Lets a page of another origin read that the application failed. Servers throw all headers away
 * when an exception reaches them, and the page would be told that it may not read the answer, where
 * it should be told of a server's error.
 *
 * @param haveAPage whether the application has an error page for exceptions: then the server must
 *     get the exception, and the page is an answer of its own
 */
public record Failures(boolean haveAPage) {
  private static final Set<DispatcherType> WHOLE_CALLS =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  /**
   * Answers in the server's place.
   *
   * @return false where the server is to answer
   */
  boolean answer(Exception thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // In a forward or an include it is thrown on to whoever asked for that.
    boolean outermost = WHOLE_CALLS.contains(request.getDispatcherType());
    if (haveAPage || !outermost || thrown instanceof UnavailableException) {
      return false;
    }
    if (!(response instanceof CrossOriginResponse answer) || !answer.isGranted()) {
      return false;
    }
    // Jersey answers by an error, and throws all the same.
    if (answer.isCommitted() && !answer.hasSentError()) {
      return false;
    }
    LOG.log(
        System.Logger.Level.ERROR,
        "AVAL-206 The application failed at a call from a page of another origin, which is told so"
            + " with status 500",
        thrown);
    if (!answer.hasSentError()) {
      answer.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
    return true;
  }
}
