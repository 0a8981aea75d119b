package io.aval.internal.issuer;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has a handler answer what a servlet container receives. */
final class EndpointServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Handler handler;

  EndpointServlet(Handler handler) {
    this.handler = handler;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    handler.handle(new ServletExchange(request, response));
  }
}
