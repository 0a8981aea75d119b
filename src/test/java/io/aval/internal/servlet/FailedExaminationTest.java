package io.aval.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A call whose token nobody can judge, in an application with a page for exceptions. */
final class FailedExaminationTest {
  @Test
  void leadsToTheApplicationsPageAndNoFurther() throws Exception {
    try (FilterHost host = FilterHost.unableToExamine("/end/sorry", new End())) {
      HttpResponse<String> answer = host.send("GET", "end/in", "Authorization", "Bearer a.b.c");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("sorry, null");
      assertThat(host.send("GET", "end/in").body()).isEqualTo("in, null");
    }
  }

  private static final class End extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String where = request.getDispatcherType() == DispatcherType.ERROR ? "sorry" : "in";
      response.getWriter().print(where + ", " + request.getUserPrincipal());
    }
  }
}
