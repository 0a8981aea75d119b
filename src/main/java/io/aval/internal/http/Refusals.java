package io.aval.internal.http;

import io.aval.internal.request.RefusalAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes refusals to servlet responses. */
public final class Refusals {
  /** A larger body of a refused request is not worth reading. */
  private static final int MOST_READ = 1 << 20;

  /** What belongs to the answer that was begun, and not to the refusal; and no session. */
  private static final Set<String> OF_THE_ANSWER =
      Set.of("etag", "last-modified", "expires", "cache-control", "set-cookie", "location");

  private Refusals() {}

  /**
   * Writes a refusal after the application had begun to answer: what it wrote is thrown away, and
   * what it or its filters said about the request stays, so that a page of another origin that was
   * allowed to read the answer may read the refusal.
   */
  public static void writeInstead(
      RefusalAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    restart(response);
    write(answer, request, response);
  }

  /**
   * Throws away what was written so far, and keeps the headers that say something of the request.
   */
  static void restart(HttpServletResponse response) {
    if (response.isCommitted()) {
      return;
    }
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : response.getHeaderNames()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!lower.startsWith("content-") && !OF_THE_ANSWER.contains(lower)) {
        kept.put(name, new ArrayList<>(response.getHeaders(name)));
      }
    }
    response.reset();
    kept.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
  }

  /**
   * Writes a refusal after which nothing of the request is looked at any more, and ends it: closes
   * the answer, then reads what of the request's body is still on its way, up to 1 MiB. Else
   * WildFly finds the exchange unfinished, tries to answer a second time, and logs that as an
   * error.
   */
  public static void writeAndEnd(
      RefusalAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(answer, request, response);
    end(request, response);
  }

  static void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getOutputStream().close();
    InputStream rest = request.getInputStream();
    byte[] buffer = new byte[8192];
    int read = 0;
    for (int n = 0; n >= 0 && read < MOST_READ; n = rest.read(buffer)) {
      read += n;
    }
  }

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
