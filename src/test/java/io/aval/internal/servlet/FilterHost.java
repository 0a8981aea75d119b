package io.aval.internal.servlet;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.internal.request.Doorkeeper;
import io.aval.testing.NoContainer;
import io.aval.testing.TestDoorkeeper;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A servlet container with Aval's two filters, and between them one of an application. */
final class FilterHost implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Undertow server;
  private final URI base;

  private FilterHost(
      Map<String, String> settings, Failures failures, @Nullable Filter between, HttpServlet end)
      throws ServletException {
    this(
        TestDoorkeeper.of(
            settings,
            token -> {
              throw new IdentityException(Reason.EXPIRED);
            },
            new NoContainer()),
        failures,
        between,
        end,
        List.of());
  }

  private FilterHost(
      Doorkeeper doorkeeper,
      Failures failures,
      @Nullable Filter between,
      HttpServlet end,
      List<ErrorPage> pages)
      throws ServletException {
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(FilterHost.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("app");
    add(app, "aval", new IdentityFilter(doorkeeper, new OpenPaths(List.of()), failures, ""));
    if (between != null) {
      add(app, "between", between);
    }
    add(app, "aval-refusals", new RefusalGate());
    app.addServlet(
        Servlets.servlet("end", end.getClass(), new ImmediateInstanceFactory<Servlet>(end))
            .addMapping("/end/*"));
    app.addErrorPages(pages);
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    this.server = Undertow.builder().addHttpListener(0, "127.0.0.1", deployment.start()).build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    this.base = URI.create("http://127.0.0.1:" + port + "/");
  }

  /**
   * Starts.
   *
   * @param origins the allowed origins, empty for none
   * @param between the application's filter, or null
   * @param end the application's servlet, at {@code /end}
   */
  static FilterHost start(String origins, @Nullable Filter between, HttpServlet end)
      throws ServletException {
    return start(origins, new Failures(false), between, end);
  }

  /** Where examining a token fails, and the application has a page for that. */
  static FilterHost unableToExamine(String page, HttpServlet end) throws ServletException {
    Doorkeeper doorkeeper =
        TestDoorkeeper.of(
            token -> {
              throw new IllegalArgumentException("the store is down");
            },
            new NoContainer());
    return new FilterHost(
        doorkeeper, new Failures(true), null, end, List.of(new ErrorPage(page, Throwable.class)));
  }

  static FilterHost withTokensIn(String sources, String origins, HttpServlet end)
      throws ServletException {
    return new FilterHost(
        Map.of("aval.allowed-origins", origins, "aval.token-sources", sources),
        new Failures(false),
        null,
        end);
  }

  static FilterHost start(
      String origins, Failures failures, @Nullable Filter between, HttpServlet end)
      throws ServletException {
    return new FilterHost(
        origins.isEmpty() ? Map.of() : Map.of("aval.allowed-origins", origins),
        failures,
        between,
        end);
  }

  private static void add(DeploymentInfo app, String name, Filter filter) {
    app.addFilter(
        new FilterInfo(name, filter.getClass(), new ImmediateInstanceFactory<Filter>(filter))
            .setAsyncSupported(true));
    for (DispatcherType type : DispatcherType.values()) {
      app.addFilterUrlMapping(name, "/*", type);
    }
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
