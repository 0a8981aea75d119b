package io.aval.internal.servlet;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Tells which requests a JAX-RS application serves: by the class of the servlet behind them. */
final class RestServlets {
  private static final List<String> RUNTIMES =
      List.of(
          "org.jboss.resteasy.",
          "org.glassfish.jersey.",
          "io.openliberty.",
          "com.ibm.ws.jaxrs",
          "org.apache.cxf.");

  private RestServlets() {}

  static boolean serve(HttpServletRequest request) {
    String servlet = request.getHttpServletMapping().getServletName();
    ServletRegistration registration =
        servlet.isEmpty() ? null : request.getServletContext().getServletRegistration(servlet);
    String type = registration == null ? null : registration.getClassName();
    return type != null && RUNTIMES.stream().anyMatch(type::startsWith);
  }
}
