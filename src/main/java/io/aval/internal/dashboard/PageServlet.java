package io.aval.internal.dashboard;

import io.aval.internal.dashboard.PageFiles.PageFile;
import io.aval.internal.issuer.Caller;
import io.aval.internal.issuer.ServletExchange;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Serves the dashboard's files, to administrators; and to others a page that says what to do. */
final class PageServlet extends HttpServlet {
  /** What the page for others needs: it tells nothing. */
  private static final Set<String> OPEN = Set.of("page.css", "icon.svg");

  private static final long serialVersionUID = 1L;

  private final transient Admission admission;
  private final transient PageFiles files;

  PageServlet(Admission admission, PageFiles files) {
    this.admission = admission;
    this.files = files;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Headers.protect(response, files.contentSecurityPolicy());
    String path = request.getPathInfo();
    if (path == null) { // without a slash at its end, the page's own links lead elsewhere
      redirect(request, response);
      return;
    }
    String name = path.equals("/") ? "index.html" : path.substring(1);
    if (OPEN.contains(name)) {
      send(name, request, response);
      return;
    }
    Caller caller = ServletExchange.caller(request);
    if (cameByLink(caller, request, response)) {
      redirect(request, response);
      return;
    }
    Optional<String> refusal = admission.refusal(caller, request);
    if (refusal.isPresent()) {
      refuse(caller, response, refusal.get());
    } else {
      send(name, request, response);
    }
  }

  /** Would repeat the caller's cookies. */
  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
  }

  private boolean cameByLink(
      Caller caller, HttpServletRequest request, HttpServletResponse response) {
    // What only looks whether the link is good, such as a preview in a chat, must not use it up.
    return admission
        .development()
        .filter(entry -> request.getMethod().equals("GET"))
        .filter(entry -> entry.open(caller, request, response))
        .isPresent();
  }

  /** Also takes the link's secret out of the browser's address bar. */
  private static void redirect(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(303);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Location", request.getContextPath() + Dashboard.PATH + "/");
  }

  private void refuse(Caller caller, HttpServletResponse response, String sentence)
      throws IOException {
    admission.development().ifPresent(entry -> entry.announce(caller)); // for the next visit
    response.setHeader("Cache-Control", "no-store");
    write(response, 403, "text/html; charset=utf-8", RefusalPage.saying(sentence));
  }

  private static void send(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PageFile> found = PageFiles.find(name);
    if (found.isEmpty()) {
      response.setHeader("Cache-Control", "no-store");
      String page = RefusalPage.saying("There is no such page.");
      write(response, 404, "text/html; charset=utf-8", page);
      return;
    }
    PageFile file = found.get();
    response.setHeader("ETag", file.etag());
    response.setHeader("Cache-Control", "private, no-cache");
    if (file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
    } else {
      write(response, 200, file.type(), file.content());
    }
  }

  private static void write(HttpServletResponse response, int status, String type, String page)
      throws IOException {
    write(response, status, type, page.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, int status, String type, byte[] content)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
