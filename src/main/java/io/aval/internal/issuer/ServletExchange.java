package io.aval.internal.issuer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call that a servlet container carries.
 *
 * @param request the request
 * @param response its response
 */
public record ServletExchange(HttpServletRequest request, HttpServletResponse response)
    implements Exchange {

  /** What a request tells of its caller. */
  public static Caller caller(HttpServletRequest request) {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    return new Caller(
        request.getScheme(), request.getRemoteAddr(), request.getContextPath(), headers);
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public @Nullable String below() {
    return request.getPathInfo();
  }

  @Override
  public @Nullable String query() {
    return request.getQueryString();
  }

  @Override
  public Caller caller() {
    return caller(request);
  }

  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public long contentLength() {
    return request.getContentLengthLong();
  }

  @Override
  public InputStream body() throws IOException {
    return request.getInputStream();
  }

  @Override
  public Optional<String> signedIn() {
    return BrowserCaller.name(request);
  }

  @Override
  public @Nullable String parameter(String name) {
    return request.getParameter(name);
  }

  @Override
  public void setHeader(String name, String value) {
    response.setHeader(name, value);
  }

  @Override
  public void addHeader(String name, String value) {
    response.addHeader(name, value);
  }

  @Override
  public void send(int status, byte[] json) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    if (!method().equals("HEAD")) {
      response.getOutputStream().write(json);
    }
  }

  @Override
  public void send(int status) {
    response.setStatus(status);
  }
}
