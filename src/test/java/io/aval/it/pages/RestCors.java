package io.aval.it.pages;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** CORS as many JAX-RS applications have it. */
@Provider
public class RestCors implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.add("Access-Control-Allow-Origin", "*");
    headers.add("Access-Control-Allow-Headers", "authorization, content-type");
    headers.add("Access-Control-Allow-Methods", "GET, POST");
    headers.add("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
  }
}
