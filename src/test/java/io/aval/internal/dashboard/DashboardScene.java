package io.aval.internal.dashboard;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.issuer.IssuerDoor;
import io.aval.issuer.UserDirectory;
import io.aval.testing.MutableClock;
import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.InstanceHandle;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An issuer with a dashboard in a real servlet container, and callers of it. */
final class DashboardScene implements AutoCloseable {
  static final String ROLE = "admin";
  static final String PAGE = "GET /notes/aval/dashboard/";
  static final String API = "/notes/aval/dashboard/api/";

  private final MutableClock clock;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Undertow server;
  private final int port;

  /** A container that knows callers by the header {@code X-Test-Role}, as a login would tell it. */
  DashboardScene(MutableClock clock, Map<String, String> more) throws Exception {
    this(clock, more, Optional.empty());
  }

  /** The same, with users of the application's own. */
  DashboardScene(MutableClock clock, Map<String, String> more, Optional<UserDirectory> users)
      throws Exception {
    this.clock = clock;
    IdentityConfig config = config(more);
    ServletContainerInitializer opens =
        (classes, context) -> {
          IssuerDoor.Opened issuer = IssuerDoor.register(context, config, clock, () -> users);
          Dashboard.register(
              context, config, issuer.parts().orElseThrow(), Optional.empty(), new Lines(log));
        };
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(getClass().getClassLoader())
            .setContextPath("/notes")
            .setDeploymentName("notes")
            .setResourceManager(
                new ClassPathResourceManager(
                    getClass().getClassLoader(), "io/aval/internal/issuer/app"))
            .addInnerHandlerChainWrapper(
                next ->
                    exchange -> {
                      String role = exchange.getRequestHeaders().getFirst("X-Test-Role");
                      if (role != null) {
                        exchange
                            .getSecurityContext()
                            .authenticationComplete(new Known(role), "TEST", false);
                      }
                      next.handleRequest(exchange);
                    })
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    opens.getClass(), () -> new Ready(opens), Set.of()));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    PathHandler paths = new PathHandler().addPrefixPath("/notes", deployment.start());
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    server.start();
    port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  private static IdentityConfig config(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("aval.issuer.enabled", "true");
    values.put("aval.issuer.dashboard", "true");
    return ConfigReader.read(ConfigSource.of("test", values)).config();
  }

  MutableClock clock() {
    return clock;
  }

  String origin() {
    return "http://localhost:" + port;
  }

  /** The secrets of all links in the log, in their order. */
  List<String> links() {
    Pattern secret = Pattern.compile("once=([A-Za-z0-9_-]{43})");
    return log.stream()
        .map(secret::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .toList();
  }

  /** Everything that was logged. */
  List<String> log() {
    return List.copyOf(log);
  }

  /** The {@code Cookie} header of a browser that has opened the newest link. */
  String openedByLink() throws IOException {
    Answer opened = call(PAGE + "?once=" + links().get(links().size() - 1));
    String cookie = opened.header("Set-Cookie").orElseThrow();
    return "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
  }

  Answer call(String line, String... headers) throws IOException {
    return send("localhost:" + port, line, "", headers);
  }

  /** A call of the page's own script, by an administrator. */
  Answer own(String line, String json) throws IOException {
    return send(
        "localhost:" + port,
        line,
        json,
        "X-Test-Role: " + ROLE,
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/json");
  }

  /** By hand, because Java's own client sends no other Host header than the true one. */
  Answer send(String host, String line, String body, String... headers) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: " + host + "\r\n");
    List.of(headers).forEach(header -> request.append(header).append("\r\n"));
    request.append("Content-Length: " + content.length + "\r\nConnection: close\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(content);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answer.split("\r\n\r\n", 2);
      return new Answer(Integer.parseInt(parts[0].substring(9, 12)), parts[0], parts[1]);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  record Answer(int status, String head, String body) {
    JsonObject json() {
      return Json.createReader(new StringReader(body)).readObject();
    }

    Optional<String> header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(line -> line.substring(name.length() + 2))
          .findFirst();
    }
  }

  /** Keeps each line, and of a failure the line alone. */
  private record Lines(List<String> log) implements System.Logger {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle none, String line, Throwable failure) {
      log.add(line);
    }

    @Override
    public void log(Level level, ResourceBundle none, String line, Object... values) {
      log.add(line);
    }
  }

  private record Known(String role) implements Account {
    @Override
    public Principal getPrincipal() {
      return () -> "somebody";
    }

    @Override
    public Set<String> getRoles() {
      return Set.of(role);
    }
  }

  private record Ready(ServletContainerInitializer instance)
      implements InstanceHandle<ServletContainerInitializer> {
    @Override
    public ServletContainerInitializer getInstance() {
      return instance;
    }

    @Override
    public void release() {}
  }
}
