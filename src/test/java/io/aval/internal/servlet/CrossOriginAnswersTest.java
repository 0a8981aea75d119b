package io.aval.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an answer says to a page of another origin, whoever has something to say of it. */
final class CrossOriginAnswersTest {
  private static final String PAGE = "https://page.test";
  private static final String[] FROM_PAGE = {"Origin", PAGE};
  private static final String[] EXPIRED = {"Origin", PAGE, "Authorization", "Bearer a.b.c"};
  private static final String[] PREFLIGHT = {
    "Origin",
    PAGE,
    "Access-Control-Request-Method",
    "PUT",
    "Access-Control-Request-Headers",
    "authorization"
  };

  private static List<String> all(HttpResponse<String> answer, String name) {
    return answer.headers().allValues(name);
  }

  private static void isReadable(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(all(answer, "Access-Control-Allow-Origin")).containsExactly(PAGE);
    assertThat(all(answer, "Access-Control-Expose-Headers"))
        .containsExactly("WWW-Authenticate, Retry-After");
    assertThat(String.join(",", all(answer, "Vary"))).contains("Origin");
  }

  private static void saysNothing(HttpResponse<String> answer) {
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.regionMatches(true, 0, "access-control-", 0, 15));
  }

  @Test
  void saysThePageWhateverTheAnswer() throws Exception {
    try (FilterHost host = FilterHost.start(PAGE, null, new Plain())) {
      isReadable(host.send("GET", "end", FROM_PAGE), 200);
      isReadable(host.send("GET", "end?status=404", FROM_PAGE), 404);
      isReadable(host.send("GET", "end?status=503", FROM_PAGE), 503);
      isReadable(host.send("GET", "end?reset", FROM_PAGE), 200);
      isReadable(host.send("GET", "nowhere", FROM_PAGE), 404);
      isReadable(host.send("GET", "end", EXPIRED), 401);
      isReadable(host.send("GET", "end?thrown", FROM_PAGE), 500);
      isReadable(host.send("GET", "end?both", FROM_PAGE), 500);
      isReadable(host.send("GET", "end?redirect", FROM_PAGE), 302);
      isReadable(host.send("GET", "end?forward", FROM_PAGE), 200);
    }
  }

  @Test
  void tellsCachesThatAnswersDifferAlsoWhereNoPageAsked() throws Exception {
    try (FilterHost host = FilterHost.start(PAGE, null, new Plain())) {
      for (String[] headers :
          List.of(new String[0], new String[] {"Origin", "https://evil.test"})) {
        HttpResponse<String> answer = host.send("GET", "end", headers);
        saysNothing(answer);
        assertThat(all(answer, "Vary")).containsExactly("Origin");
        assertThat(String.join(",", all(host.send("GET", "end?vary", headers), "Vary")))
            .contains("Accept-Language")
            .contains("Origin");
      }
      assertThat(all(host.send("GET", "end?varies", FROM_PAGE), "Vary"))
          .as("Origin is there once, whoever says it")
          .containsExactly("origin, Accept");
    }
  }

  @Test
  void saysNothingWithoutAllowedOrigins() throws Exception {
    try (FilterHost host = FilterHost.start("", null, new Plain())) {
      for (HttpResponse<String> answer :
          List.of(
              host.send("GET", "end", FROM_PAGE),
              host.send("GET", "end", EXPIRED),
              host.send("OPTIONS", "end", PREFLIGHT))) {
        saysNothing(answer);
        assertThat(all(answer, "Vary")).isEmpty();
      }
      assertThat(host.send("OPTIONS", "end", PREFLIGHT).body()).isEqualTo("asked for options");
    }
  }

  @Test
  void answersPreflightsOfAllowedPagesOnly() throws Exception {
    try (FilterHost host = FilterHost.start(PAGE, null, new Plain())) {
      for (String path : List.of("end", "nowhere", "end?thrown", "end?status=401", "end?flush")) {
        HttpResponse<String> answer = host.send("OPTIONS", path, PREFLIGHT);
        assertThat(answer.statusCode()).as(path).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(all(answer, "Access-Control-Allow-Origin")).containsExactly(PAGE);
        assertThat(all(answer, "Access-Control-Allow-Methods")).containsExactly("PUT");
        assertThat(all(answer, "Access-Control-Allow-Headers")).containsExactly("authorization");
        assertThat(all(answer, "Access-Control-Max-Age")).containsExactly("600");
        assertThat(all(answer, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(String.join(",", all(answer, "Vary"))).contains("Origin");
      }
      String[] foreign = PREFLIGHT.clone();
      foreign[1] = "https://evil.test";
      HttpResponse<String> answer = host.send("OPTIONS", "end", foreign);
      saysNothing(answer);
      assertThat(answer.body()).isEqualTo("asked for options");
      // No preflight: what a page really asks is the application's to answer.
      assertThat(host.send("OPTIONS", "end", FROM_PAGE).body()).isEqualTo("asked for options");
    }
  }

  @Test
  void allowsCredentialsWhereACookieLeadsToTheToken() throws Exception {
    for (String sources : List.of("cookie:session", "header,cookie:session", "header:X-Token")) {
      try (FilterHost host = FilterHost.withTokensIn(sources, PAGE, new Plain())) {
        for (HttpResponse<String> answer :
            List.of(host.send("GET", "end", FROM_PAGE), host.send("OPTIONS", "end", PREFLIGHT))) {
          assertThat(all(answer, "Access-Control-Allow-Credentials")).containsExactly("true");
          assertThat(all(answer, "Access-Control-Allow-Origin")).containsExactly(PAGE);
        }
      }
    }
    try (FilterHost host = FilterHost.withTokensIn("header,query:t", PAGE, new Plain())) {
      assertThat(all(host.send("GET", "end", FROM_PAGE), "Access-Control-Allow-Credentials"))
          .isEmpty();
    }
  }

  @Test
  void letsTheApplicationsOwnFilterDecideWhatARefusalSays() throws Exception {
    try (FilterHost host = FilterHost.start("", new Cors("https://own.test", "X-A"), new Plain())) {
      HttpResponse<String> refused = host.send("GET", "end", EXPIRED);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("\"code\":\"EXPIRED\"");
      assertThat(all(refused, "Access-Control-Allow-Origin")).containsExactly("https://own.test");
      assertThat(all(refused, "Access-Control-Expose-Headers")).containsExactly("X-A");
      assertThat(all(refused, "WWW-Authenticate")).hasSize(1);
      assertThat(all(refused, "Content-Type")).containsExactly("application/problem+json");
    }
  }

  @Test
  void doublesNothingThatTheApplicationSays() throws Exception {
    try (FilterHost host =
        FilterHost.start(PAGE, new Cors(PAGE, "X-A, retry-after"), new Plain())) {
      for (String path : List.of("end", "end?status=404", "end?thrown", "nowhere")) {
        for (String[] headers : List.of(FROM_PAGE, EXPIRED)) {
          HttpResponse<String> answer = host.send("GET", path, headers);
          assertThat(all(answer, "Access-Control-Allow-Origin")).containsExactly(PAGE);
          assertThat(all(answer, "Access-Control-Allow-Credentials")).containsExactly("true");
          assertThat(String.join(", ", all(answer, "Access-Control-Expose-Headers")))
              .isEqualToIgnoringCase("WWW-Authenticate, Retry-After, X-A");
        }
      }
      HttpResponse<String> preflight = host.send("OPTIONS", "end", PREFLIGHT);
      assertThat(all(preflight, "Access-Control-Allow-Origin")).containsExactly(PAGE);
      assertThat(all(preflight, "Access-Control-Allow-Methods"))
          .as("the application's own answer")
          .containsExactly("GET");
    }
  }

  @Test
  void namesTheOneOriginWhereTheApplicationSaysAnyAndLetsAnotherStand() throws Exception {
    try (FilterHost host = FilterHost.start(PAGE, new Cors("*", "X-A"), new Plain())) {
      assertThat(all(host.send("GET", "end", FROM_PAGE), "Access-Control-Allow-Origin"))
          .containsExactly(PAGE);
      assertThat(
              all(
                  host.send("GET", "end", "Origin", "https://else.test"),
                  "Access-Control-Allow-Origin"))
          .containsExactly("*");
    }
    try (FilterHost host = FilterHost.start(PAGE, new Cors("https://x.test", "X"), new Plain())) {
      assertThat(all(host.send("GET", "end", FROM_PAGE), "Access-Control-Allow-Origin"))
          .containsExactly("https://x.test");
    }
  }

  @Test
  void leavesExceptionsToTheServerWhereThereIsAPageForThem() throws Exception {
    try (FilterHost host = FilterHost.start(PAGE, new Failures(true), null, new Plain())) {
      HttpResponse<String> answer = host.send("GET", "end?thrown", FROM_PAGE);
      assertThat(answer.statusCode()).isEqualTo(500);
      saysNothing(answer);
    }
  }

  /** As most are: says the same of every answer, before there is one. */
  private static final class Cors extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private final String origin;
    private final String exposed;

    Cors(String origin, String exposed) {
      this.origin = origin;
      this.exposed = exposed;
    }

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      response.addHeader("Access-Control-Allow-Origin", origin);
      response.addHeader("Access-Control-Allow-Credentials", "true");
      response.addHeader("Access-Control-Expose-Headers", exposed);
      response.addHeader("Access-Control-Allow-Methods", "GET");
      chain.doFilter(request, response);
    }
  }

  /** Answers in the way that the query asks for. */
  private static final class Plain extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      doGet(request, response);
      response.getWriter().print("asked for options");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String query = request.getQueryString() == null ? "" : request.getQueryString();
      switch (query) {
        case "" -> response.getWriter().print(request.getMethod().equals("GET") ? "done" : "");
        case "thrown" -> throw new IllegalStateException("thrown on purpose");
        case "both" -> { // as Jersey does
          response.sendError(500, "failed");
          throw new IllegalStateException("thrown on purpose");
        }
        case "redirect" -> response.sendRedirect("elsewhere");
        case "forward" ->
            request.getRequestDispatcher("/end/inner?vary").forward(request, response);
        case "flush" -> response.flushBuffer();
        case "vary" -> response.setHeader("Vary", "Accept-Language");
        case "varies" -> {
          response.setHeader("vary", "origin, Accept");
          response.addHeader("Vary", "ORIGIN");
        }
        case "reset" -> {
          response.setHeader("X-Begun", "yes");
          response.reset();
        }
        default -> response.sendError(Integer.parseInt(query.substring("status=".length())));
      }
    }
  }
}
