package io.aval.it.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet whose bean protects itself, below an open and below a protected path. */
@WebServlet({"/guard/*", "/secret/guard/*"})
public class GuardServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient GuardedBean bean;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print(bean.ask(request.getPathInfo().substring(1)));
  }
}
