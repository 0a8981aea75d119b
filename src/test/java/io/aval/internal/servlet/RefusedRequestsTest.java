package io.aval.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A refused request ends as refused, whatever the application's filters do with it. */
final class RefusedRequestsTest {
  private static final String[] EXPIRED = {"Authorization", "Bearer a.b.c"};

  private final AtomicInteger served = new AtomicInteger();
  private final HttpServlet end = new Counting(served);

  private void isRefused(Filter between) throws ServletException {
    try (FilterHost host = FilterHost.start("", between, end)) {
      for (String path : List.of("end", "end/", "nowhere")) {
        HttpResponse<String> answer = host.send("GET", path, EXPIRED);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"EXPIRED\"");
        assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(1);
        assertThat(answer.headers().allValues("Content-Type"))
            .containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      }
      HttpResponse<String> head = host.send("HEAD", "end", EXPIRED);
      assertThat(head.statusCode()).isEqualTo(401);
      assertThat(head.headers().firstValue("WWW-Authenticate")).isPresent();
    }
    assertThat(served).hasValue(0);
  }

  @Test
  void byAFilterThatPassesItOn() throws Exception {
    isRefused((request, response, chain) -> chain.doFilter(request, response));
  }

  @Test
  void byAFilterThatAnswersByItself() throws Exception {
    isRefused(
        (request, response, chain) -> {
          response.setContentType("text/html");
          response.setContentLength(5);
          response.getWriter().print("hello");
          response.getOutputStream().write(new byte[] {1, 2, 3});
          response.flushBuffer();
        });
  }

  @Test
  void byAFilterThatSendsStrangersToALogin() throws Exception {
    isRefused(
        (request, response, chain) -> {
          HttpServletResponse http = (HttpServletResponse) response;
          http.addHeader("Set-Cookie", "visitor=1");
          http.sendRedirect("/login");
        });
  }

  @Test
  void byAFilterThatRefusesThemInItsOwnWay() throws Exception {
    isRefused((request, response, chain) -> ((HttpServletResponse) response).sendError(403, "no"));
    isRefused((request, response, chain) -> ((HttpServletResponse) response).sendError(403));
  }

  @Test
  void byAFilterThatFails() throws Exception {
    isRefused(
        (request, response, chain) -> {
          throw new IllegalStateException("nobody is here");
        });
    isRefused(
        (request, response, chain) -> {
          throw new ServletException("nobody is here");
        });
  }

  @Test
  void byAFilterThatForwardsOrIncludes() throws Exception {
    isRefused(
        (request, response, chain) ->
            request.getRequestDispatcher("/end/forwarded").forward(request, response));
    isRefused(
        (request, response, chain) ->
            request.getRequestDispatcher("/end/included").include(request, response));
  }

  @Test
  void byAFilterThatStartsAsynchronousWork() throws Exception {
    isRefused(
        (request, response, chain) -> {
          request.startAsync(request, response).complete();
        });
  }

  @Test
  void othersAreServed() throws Exception {
    try (FilterHost host =
        FilterHost.start(
            "", (request, response, chain) -> chain.doFilter(request, response), end)) {
      assertThat(host.send("GET", "end").body()).isEqualTo("served");
      assertThat(served).hasValue(1);
    }
  }

  private static final class Counting extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient AtomicInteger served;

    Counting(AtomicInteger served) {
      this.served = served;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      served.incrementAndGet();
      response.getWriter().print("served");
    }
  }
}
