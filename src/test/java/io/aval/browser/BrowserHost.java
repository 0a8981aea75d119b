package io.aval.browser;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.servlet.Failures;
import io.aval.internal.servlet.IdentityFilter;
import io.aval.internal.servlet.OpenPaths;
import io.aval.internal.servlet.RefusalGate;
import io.aval.testing.NoContainer;
import io.aval.testing.TestIssuer;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.FileResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A web application on loopback that verifies for real: Aval's filter before its endpoints, an
 * issuer whose tokens it trusts, the client's files, and pages of these tests. It can be restarted
 * on its port.
 */
final class BrowserHost implements AutoCloseable {
  private final TestIssuer keys = TestIssuer.start();
  private final Mint mint;
  private final Issuers issuers;
  private final SocketDoor sockets;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final HttpHandler application;
  private volatile Undertow server;
  private final int port;

  private BrowserHost(Clock clock) throws ServletException {
    this.mint = new Mint(keys, clock);
    IdentityConfig config =
        ConfigReader.read(
                ConfigSource.of(
                    "test",
                    Map.of(
                        "aval.providers.test.domain", keys.issuer(),
                        "aval.providers.test.application-id", "app",
                        "aval.providers.test.clock-skew", "0s")))
            .config();
    Environment environment =
        new Environment(
            clock, new HttpFetch(config.http()), Runnable::run, BrowserHost.class.getClassLoader());
    this.issuers = Issuers.open(config, environment, mint::isRevoked);
    Doorkeeper doorkeeper = new Doorkeeper(config, issuers::verify, new NoContainer(), clock);
    this.sockets = new SocketDoor(issuers, clock);
    this.application = application(doorkeeper, new Endpoints(doorkeeper, mint));
    this.server = listen(0);
    this.port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  static BrowserHost start(Clock clock) throws ServletException {
    return new BrowserHost(clock);
  }

  private HttpHandler application(Doorkeeper doorkeeper, Endpoints endpoints)
      throws ServletException {
    IdentityFilter filter =
        new IdentityFilter(doorkeeper, new OpenPaths(List.of()), new Failures(false), "/app");
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(BrowserHost.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("app")
            .setResourceManager(files(Path.of("src/test/resources/io/aval/browser")))
            .addFilter(
                Servlets.filter(
                    "aval", filter.getClass(), new ImmediateInstanceFactory<Filter>(filter)))
            .addFilter(Servlets.filter("aval-refusals", RefusalGate.class))
            .addFilterUrlMapping("aval", "/api/*", DispatcherType.REQUEST)
            .addFilterUrlMapping("aval-refusals", "/api/*", DispatcherType.REQUEST)
            .addServlet(
                Servlets.servlet(
                        "endpoints",
                        Endpoints.class,
                        new ImmediateInstanceFactory<Servlet>(endpoints))
                    .addMappings("/api/*", "/token", "/redirect", "/seen"));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    PathHandler paths =
        Handlers.path()
            .addPrefixPath("/app", deployment.start())
            .addPrefixPath("/app/aval", new ResourceHandler(files(ModulesTest.MODULES)))
            .addPrefixPath(
                "/app/vendor", new ResourceHandler(files(Path.of("target/browser/vendor"))))
            .addExactPath(
                "/app/chat",
                new WebSocketProtocolHandshakeHandler(
                    Set.of(new Hybi13Handshake(Set.of("aval"), false)), sockets));
    return exchange -> {
      boolean token = exchange.getRequestHeaders().contains("Authorization");
      String call = exchange.getRequestMethod() + " " + exchange.getRelativePath();
      underWay.incrementAndGet();
      exchange.addExchangeCompleteListener(
          (done, next) -> {
            seen.add(call + (token ? " + " : " ") + done.getStatusCode());
            underWay.decrementAndGet();
            next.proceed();
          });
      paths.handleRequest(exchange);
    };
  }

  /**
   * The calls in the order of their ends: method, path, {@code +} with a token, status. The page
   * has an answer before the server is done with the call, so those under way are waited for, if
   * they end within a second.
   */
  List<String> seen(String path) {
    Instant deadline = Instant.now().plusSeconds(1);
    while (underWay.get() > 0 && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // between two looks
    }
    return seen.stream().filter(call -> call.contains(" /app/" + path + " ")).toList();
  }

  private static FileResourceManager files(Path folder) {
    try {
      return new FileResourceManager(Files.createDirectories(folder).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Undertow listen(int on) {
    Undertow made = Undertow.builder().addHttpListener(on, "127.0.0.1", application).build();
    made.start();
    return made;
  }

  Mint mint() {
    return mint;
  }

  SocketDoor sockets() {
    return sockets;
  }

  String url() {
    return "http://localhost:" + port + "/app/";
  }

  /** The same server under another name, which for browsers is another origin. */
  String foreignUrl() {
    return "http://127.0.0.1:" + port + "/app/";
  }

  /** Goes away, with all connections. */
  void stop() {
    server.stop();
  }

  void startAgain() {
    server = listen(port);
  }

  @Override
  public void close() {
    server.stop();
    issuers.close();
    keys.close();
  }
}
