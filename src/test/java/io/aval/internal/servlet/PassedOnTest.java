package io.aval.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Surroundings;
import io.aval.internal.request.ThrownRefusal;
import io.aval.internal.request.Verdict;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two applications of the same classes on one servlet container, one of which passes requests on.
 */
class PassedOnTest {
  private static final TestIssuer LEFT = TestIssuer.start();
  private static final TestIssuer RIGHT = TestIssuer.start();
  private static Undertow server;

  private static final class Nowhere implements Surroundings {
    @Override
    public void enter(Verdict verdict) {}

    @Override
    public Optional<Verdict> current() {
      return Optional.empty();
    }

    @Override
    public void verified(UserIdentity identity) {}

    @Override
    public void refused(IdentityException refusal) {}
  }

  /** Tells what the servlet API says of the caller. */
  private static final class Tell extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Principal principal = request.getUserPrincipal();
      String name = principal == null ? "nobody" : principal.getName();
      boolean anybody = request.isUserInRole("**");
      response
          .getWriter()
          .print(
              String.join(
                  " ",
                  name,
                  request.getRemoteUser(),
                  request.getAuthType(),
                  request.isUserInRole("admin") + "",
                  anybody + ""));
    }
  }

  /** Passes its request on, wrapped as an application's own login does it if it is told to. */
  private static final class Pass extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      ServletContext right = getServletContext().getContext("/right");
      HttpServletRequest seen =
          "own".equals(request.getParameter("login")) ? own(request) : request;
      switch (request.getParameter("how")) {
        case "forward" -> right.getRequestDispatcher("/tell").forward(seen, response);
        case "named" -> right.getNamedDispatcher("tell").forward(seen, response);
        case "async" -> request.startAsync(seen, response).dispatch(right, "/tell");
        case "include" -> include(right, seen, response, 1);
        default -> include(right, seen, response, 2);
      }
    }

    private static void include(
        ServletContext right, HttpServletRequest request, HttpServletResponse response, int times)
        throws ServletException, IOException {
      for (int i = 0; i < times; i++) {
        response.getWriter().print("[");
        try {
          right.getRequestDispatcher("/tell").include(request, response);
        } catch (RuntimeException thrown) {
          IdentityException refusal = ThrownRefusal.in(thrown, true).orElseThrow(() -> thrown);
          response.getWriter().print(refusal.getReason());
        }
        response.getWriter().print("]");
      }
    }

    private static HttpServletRequest own(HttpServletRequest request) {
      return new HttpServletRequestWrapper(request) {
        @Override
        public Principal getUserPrincipal() {
          return () -> "own";
        }

        @Override
        public boolean isUserInRole(String role) {
          return true;
        }
      };
    }
  }

  @BeforeAll
  static void start() throws Exception {
    ServletContainer container = Servlets.newContainer();
    PathHandler paths = new PathHandler();
    deploy(container, paths, "left", LEFT);
    deploy(container, paths, "right", RIGHT);
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    server.start();
  }

  private static void deploy(
      ServletContainer container, PathHandler paths, String name, TestIssuer issuer)
      throws ServletException {
    IdentityFilter filter =
        new IdentityFilter(doorkeeper(name, issuer), open(), new Failures(false), "/" + name);
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(PassedOnTest.class.getClassLoader())
            .setContextPath("/" + name)
            .setDeploymentName(name)
            .addFilter(
                Servlets.filter(
                        "aval", IdentityFilter.class, new ImmediateInstanceFactory<Filter>(filter))
                    .setAsyncSupported(true))
            .addFilter(Servlets.filter("aval-refusals", RefusalGate.class).setAsyncSupported(true))
            .addServlet(servlet("tell", new Tell()))
            .addServlet(servlet("pass", new Pass()));
    for (String one : List.of("aval", "aval-refusals")) {
      for (DispatcherType type : DispatcherType.values()) {
        app.addFilterUrlMapping(one, "/*", type);
      }
      for (DispatcherType type : List.of(DispatcherType.FORWARD, DispatcherType.INCLUDE)) {
        app.addFilterServletNameMapping(one, "tell", type);
      }
    }
    DeploymentManager deployment = container.addDeployment(app);
    deployment.deploy();
    paths.addPrefixPath("/" + name, deployment.start());
  }

  /** What is left alone in one application must not be so in another by the name alone. */
  private static OpenPaths open() {
    return new OpenPaths(List.of("/open"));
  }

  private static io.undertow.servlet.api.ServletInfo servlet(String name, Servlet servlet) {
    return Servlets.servlet(name, servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
        .setAsyncSupported(true)
        .addMapping("/" + name)
        .addMapping(name.equals("pass") ? "/open" : "/" + name + "/more");
  }

  private static Doorkeeper doorkeeper(String name, TestIssuer issuer) {
    var config =
        ConfigReader.read(
                ConfigSource.of(
                    "test",
                    Map.of(
                        "aval.providers.own.domain", issuer.issuer(),
                        "aval.providers.own.application-id", "app",
                        "aval.providers.own.roles-claims", "role-" + name,
                        "aval.principal-name", "name-" + name,
                        "aval.token-sources", "header,cookie:" + name)))
            .config();
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            new HttpFetch(config.http()),
            Runnable::run,
            PassedOnTest.class.getClassLoader());
    return new Doorkeeper(
        config, Issuers.open(config, environment)::verify, new Nowhere(), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    server.stop();
    LEFT.close();
    RIGHT.close();
  }

  private static String token(TestIssuer issuer) {
    return TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now())
        .claim("role-left", "admin")
        .claim("name-left", "lefty")
        .claim("name-right", "righty")
        .sign();
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header(header, value).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static final String NOBODY = "nobody null null false false";
  private static final String LEFTY = "lefty lefty Bearer true true";
  private static final String RIGHTY = "righty righty Bearer false true";

  @Test
  void tellsTheCallerWithoutADetour() throws Exception {
    assertThat(get("/left/tell", "Cookie", "left=" + token(LEFT)).body()).isEqualTo(LEFTY);
    assertThat(get("/right/tell", "Cookie", "right=" + token(RIGHT)).body()).isEqualTo(RIGHTY);
  }

  @Test
  void doesNotTellTheCallerOfTheApplicationThatPassesARequestOn() throws Exception {
    for (String login : List.of("none", "own")) {
      String pass = "?login=" + login + "&how=";
      String cookie = "left=" + token(LEFT);
      for (String how : List.of("forward", "named", "async")) {
        assertThat(get("/left/pass" + pass + how, "Cookie", cookie).body())
            .as(login + " " + how)
            .isEqualTo(NOBODY);
      }
      assertThat(get("/left/pass" + pass + "include", "Cookie", cookie).body())
          .isEqualTo("[" + NOBODY + "]");
      assertThat(get("/left/pass" + pass + "twice", "Cookie", cookie).body())
          .isEqualTo("[" + NOBODY + "][" + NOBODY + "]");
    }
  }

  @Test
  void tellsTheCallerWhomTheApplicationItselfFinds() throws Exception {
    String both = "left=" + token(LEFT) + "; right=" + token(RIGHT);
    for (String how : List.of("forward", "named", "async")) {
      assertThat(get("/left/pass?login=own&how=" + how, "Cookie", both).body())
          .as(how)
          .isEqualTo(RIGHTY);
    }
    assertThat(get("/left/pass?how=twice", "Cookie", both).body())
        .isEqualTo("[" + RIGHTY + "][" + RIGHTY + "]");
  }

  @Test
  void refusesTheOthersToken() throws Exception {
    String header = "Bearer " + token(LEFT);
    for (String how : List.of("forward", "named", "async")) {
      HttpResponse<String> refused = get("/left/pass?how=" + how, "Authorization", header);
      assertThat(refused.statusCode()).as(how).isEqualTo(401);
      assertThat(refused.body()).contains(Reason.UNKNOWN_ISSUER.name());
    }
    assertThat(get("/left/pass?how=twice", "Authorization", header).body())
        .isEqualTo("[UNKNOWN_ISSUER][UNKNOWN_ISSUER]");
  }

  @Test
  void asksAlsoWhereTheOtherApplicationsPathIsLeftAloneHere() throws Exception {
    HttpResponse<String> refused =
        get("/left/open?how=named", "Authorization", "Bearer " + token(LEFT));
    assertThat(refused.statusCode()).isEqualTo(401);
  }
}
