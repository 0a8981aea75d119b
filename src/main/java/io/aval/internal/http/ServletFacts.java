package io.aval.internal.http;

import io.aval.internal.request.RequestFacts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a servlet request.
 *
 * @param request the request
 */
public record ServletFacts(HttpServletRequest request) implements RequestFacts {

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  @Override
  public List<String> cookies(String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? List.of()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .toList();
  }

  /** Reads the query string itself: {@code getParameter} would read the body as well. */
  @Override
  public List<String> queryParameters(String name) {
    String query = request.getQueryString();
    if (query == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
        values.add(decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text; // not decodable, so not our parameter; the application may make sense of it
    }
  }

  /** What {@code getParameter} knows beyond the query string came from the body. */
  @Override
  public List<String> formParameters(String name) {
    String type = request.getContentType();
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return List.of();
    }
    String[] all = request.getParameterValues(name);
    List<String> values = all == null ? List.of() : new ArrayList<>(Arrays.asList(all));
    for (String inQuery : queryParameters(name)) {
      values.remove(inQuery);
    }
    return values;
  }

  @Override
  public String ownOrigin() {
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean usual = scheme.equals("https") ? port == 443 : port == 80;
    return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    request.setAttribute(name, value);
  }
}
