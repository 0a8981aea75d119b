package io.aval.it.pages;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails on purpose: by an exception, or with a status. */
@WebServlet({"/fails", "/sends-500"})
public class FailingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/fails")) {
      throw new IllegalStateException("failed on purpose");
    }
    response.sendError(500);
  }
}
