package io.aval.internal.http;

import io.aval.internal.request.RefusalAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes refusals to servlet responses. */
public final class Refusals {
  private Refusals() {}

  /**
   * Writes a refusal, unless the response is under way already.
   *
   * <p>Not by {@code sendError}: the container would replace the body by an error page, and might
   * redirect.
   */
  public static void write(
      RefusalAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentType(answer.contentType());
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    response.flushBuffer();
  }
}
