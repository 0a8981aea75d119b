package io.aval.internal.servlet;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.request.Doorkeeper;
import io.aval.testing.NoContainer;
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
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two applications of the same classes on one servlet container, {@code left} and {@code right},
 * the first of which passes requests on to the other.
 */
final class TwoApplications implements AutoCloseable {
  static final TestIssuer LEFT = TestIssuer.start();
  static final TestIssuer RIGHT = TestIssuer.start();

  private final Undertow server;
  private final List<String> looked = new CopyOnWriteArrayList<>();

  TwoApplications() throws ServletException {
    ServletContainer container = Servlets.newContainer();
    PathHandler paths = new PathHandler();
    deploy(container, paths, "left", LEFT);
    deploy(container, paths, "right", RIGHT);
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    server.start();
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Whom a filter of the right one has seen so far. */
  List<String> looked() {
    return looked;
  }

  /** Tells what the servlet API says of the caller. */
  private static final class Tell extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(caller(request));
    }
  }

  private static String caller(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return String.join(
        " ",
        principal == null ? "nobody" : principal.getName(),
        request.getRemoteUser(),
        request.getAuthType(),
        request.isUserInRole("admin") + "",
        request.isUserInRole("**") + "");
  }

  /** A filter of the application's own. */
  private final class Look implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      looked.add(caller((HttpServletRequest) request));
      chain.doFilter(request, response);
    }
  }

  private void deploy(ServletContainer container, PathHandler paths, String name, TestIssuer issuer)
      throws ServletException {
    IdentityFilter filter =
        new IdentityFilter(doorkeeper(name, issuer), open(), new Failures(false), "/" + name);
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(TwoApplications.class.getClassLoader())
            .setContextPath("/" + name)
            .setDeploymentName(name)
            .addFilter(
                Servlets.filter(
                        "aval", IdentityFilter.class, new ImmediateInstanceFactory<Filter>(filter))
                    .setAsyncSupported(true))
            .addFilter(
                Servlets.filter(
                        "look", Look.class, new ImmediateInstanceFactory<Filter>(new Look()))
                    .setAsyncSupported(true))
            .addFilter(Servlets.filter("aval-refusals", RefusalGate.class).setAsyncSupported(true))
            .addServlet(servlet("tell", new Tell()))
            .addServlet(servlet("pass", new PassingServlet()));
    List<String> filters =
        name.equals("right")
            ? List.of("aval", "look", "aval-refusals")
            : List.of("aval", "aval-refusals");
    for (String one : filters) {
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
            TwoApplications.class.getClassLoader());
    return new Doorkeeper(
        config, Issuers.open(config, environment)::verify, new NoContainer(), Clock.systemUTC());
  }

  static String token(TestIssuer issuer) {
    return token(issuer, "righty");
  }

  static String token(TestIssuer issuer, String right) {
    return TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now())
        .claim("role-left", "admin")
        .claim("name-left", "lefty")
        .claim("name-right", right)
        .sign();
  }

  HttpResponse<String> get(String path, String header, String value) throws Exception {
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header(header, value).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
