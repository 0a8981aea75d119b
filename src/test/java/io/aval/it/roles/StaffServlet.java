package io.aval.it.roles;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the stores were asked, and forgets it; makes administrators, and unmakes them. */
@WebServlet("/staff")
public class StaffServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Staff staff;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String hired = request.getParameter("hired");
    String fired = request.getParameter("fired");
    if (hired != null) {
      staff.administrators().add(hired);
    }
    if (fired != null) {
      staff.administrators().remove(fired);
    }
    response.setContentType("text/plain");
    response.getWriter().print(String.join(",", staff.asked()));
    staff.asked().clear();
  }
}
