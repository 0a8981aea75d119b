package io.aval.internal.rest;

import io.aval.internal.request.RequestFacts;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a JAX-RS request. Its properties are the attributes of the servlet request beneath,
 * which is how the verdict of an earlier door arrives here.
 *
 * @param request the request
 */
record RestFacts(ContainerRequestContext request) implements RequestFacts {

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public List<String> headers(String name) {
    List<String> values = request.getHeaders().get(name);
    return values == null ? List.of() : values;
  }

  @Override
  public List<String> cookies(String name) {
    Cookie cookie = request.getCookies().get(name);
    return cookie == null ? List.of() : List.of(cookie.getValue());
  }

  @Override
  public List<String> queryParameters(String name) {
    List<String> values = request.getUriInfo().getQueryParameters().get(name);
    return values == null ? List.of() : values;
  }

  /** The body belongs to the resource; the servlet filter, which runs first, has looked into it. */
  @Override
  public List<String> formParameters(String name) {
    return List.of();
  }

  @Override
  public String ownOrigin() {
    URI uri = request.getUriInfo().getRequestUri();
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaderString(name));
  }

  @Override
  public @Nullable Object attribute(String name) {
    return request.getProperty(name);
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    request.setProperty(name, value);
  }
}
