package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.issuer.UserDirectory;
import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An issuer at {@code /notes} of a real servlet container, which signs anybody in whose password is
 * their name, by {@code POST /notes/login?<name>}.
 */
final class IssuerHost implements AutoCloseable {
  static final String SECRET = "sk_test_a-key-of-these-tests-alone";
  static final String SECRET_HASH =
      "sha256:aa05107958fe1ff48c64fe08ac6f7c7a6f3b1a9bf21991f643d13dda7361ee5c";
  static final String AUTHORIZED = "Authorization: Bearer " + SECRET;
  static final String JSON = "Content-Type: application/json";

  private final Undertow server;
  private final int port;

  private IssuerHost(Undertow server) {
    this.server = server;
    this.port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** What a test's issuer is made of. */
  record Setup(
      Map<String, String> config,
      Clock clock,
      String folder,
      Supplier<Optional<UserDirectory>> directory,
      List<String> taken) {
    Setup with(String key, String value) {
      Map<String, String> more = new HashMap<>(config);
      more.put(key, value);
      return new Setup(more, clock, folder, directory, taken);
    }

    Setup at(Clock other) {
      return new Setup(config, other, folder, directory, taken);
    }

    Setup of(String otherFolder) {
      return new Setup(config, clock, otherFolder, directory, taken);
    }

    Setup knowing(UserDirectory users) {
      return new Setup(config, clock, folder, () -> Optional.of(users), taken);
    }

    Setup taking(String path) {
      return new Setup(config, clock, folder, directory, List.of(path));
    }

    IssuerHost start() throws ServletException {
      return IssuerHost.start(this);
    }
  }

  /** An issuer without demo users, which trusts pages of localhost:3000. */
  static Setup setup() {
    return new Setup(
        Map.of("aval.issuer.enabled", "true", "aval.allowed-origins", "http://localhost:3000"),
        Clock.systemUTC(),
        "io/aval/internal/issuer/app",
        Optional::empty,
        List.of());
  }

  /** The same with a secret key. */
  static Setup setupForServers() {
    return setup().with("aval.issuer.secret-keys", SECRET_HASH);
  }

  private static IssuerHost start(Setup setup) throws ServletException {
    IdentityConfig config = ConfigReader.read(ConfigSource.of("test", setup.config())).config();
    ServletContainerInitializer opens =
        (none, context) -> IssuerDoor.register(context, config, setup.clock(), setup.directory());
    ClassLoader loader = IssuerHost.class.getClassLoader();
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(loader)
            .setContextPath("/notes")
            .setDeploymentName("notes")
            .setResourceManager(new ClassPathResourceManager(loader, setup.folder()))
            .setLoginConfig(new LoginConfig("FORM", "notes", "/login", "/login"))
            .setIdentityManager(new EverybodyByName())
            .addServlet(Servlets.servlet("login", LoginServlet.class).addMapping("/login"))
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    opens.getClass(), () -> new ImmediateInstanceHandle<>(opens), Set.of()));
    setup
        .taken()
        .forEach(
            path -> app.addServlet(Servlets.servlet("own", HttpServlet.class).addMapping(path)));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    PathHandler paths = new PathHandler().addPrefixPath("/notes", deployment.start());
    Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    server.start();
    return new IssuerHost(server);
  }

  /** Where the issuer's own pages come from. */
  String origin() {
    return "http://localhost:" + port;
  }

  /** The issuer's URL, as callers of this machine see it. */
  String url() {
    return origin() + "/notes";
  }

  /** Signs in; what comes back is the header that carries the session. */
  String signIn(String name) throws IOException {
    String head = call("POST /login?" + name).head();
    assertThat(head).startsWith("HTTP/1.1 200").contains("JSESSIONID=");
    int cookie = head.indexOf("JSESSIONID=");
    return "Cookie: " + head.substring(cookie, head.indexOf(';', cookie));
  }

  /** Calls a path below the application's, without a body. */
  Answer call(String line, String... headers) throws IOException {
    return send(line, "", headers);
  }

  /** Calls with a body, whose type is one of the headers. */
  Answer send(String line, String body, String... headers) throws IOException {
    return sendTo("localhost:" + port, line, body, headers);
  }

  /** By hand, because Java's own client sends no other Host header than the true one. */
  Answer sendTo(String host, String line, String body, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder(line.replaceFirst(" ", " /notes"))
            .append(" HTTP/1.1\r\nHost: ")
            .append(host)
            .append("\r\n");
    List.of(headers).forEach(header -> request.append(header).append("\r\n"));
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    request.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n\r\n");
    return exchange(request.append(body).toString());
  }

  /** Calls with a body that is written in chunks already. */
  Answer sendChunked(String line, String body, String... headers) throws IOException {
    return exchange(
        line.replaceFirst(" ", " /notes")
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\n"
            + String.join("\r\n", headers)
            + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + body);
  }

  private Answer exchange(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return Answer.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  record Answer(int status, String head, String body) {
    static Answer of(String text) {
      String[] parts = text.split("\r\n\r\n", 2);
      return new Answer(Integer.parseInt(parts[0].substring(9, 12)), parts[0], parts[1]);
    }

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    JsonObject ok() {
      assertThat(status).as(body).isEqualTo(200);
      return json();
    }

    String jwt() {
      return ok().getString("jwt");
    }

    /** The explanation of an error that has the whole shape of one. */
    String isError(int expected, String code) {
      assertThat(status).as(body).isEqualTo(expected);
      JsonObject error = json().getJsonArray("errors").getJsonObject(0);
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).isNotBlank();
      assertThat(error.keySet())
          .containsExactlyInAnyOrder("code", "message", "long_message", "meta");
      assertThat(head).contains("Cache-Control: no-store", "Content-Type: application/json");
      assertThat(error.getString("long_message")).isNotBlank();
      return error.getString("long_message");
    }
  }

  /** Signs in whom the query names. */
  public static final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws ServletException {
      request.getSession(true);
      String name = URLDecoder.decode(request.getQueryString(), StandardCharsets.UTF_8);
      request.login(name, name);
    }
  }

  private static final class EverybodyByName implements IdentityManager {
    private record Known(String name) implements Account {
      @Override
      public Principal getPrincipal() {
        return name.startsWith(ShownToken.PREFIX) ? new ShownToken.Derived(name) : () -> name;
      }

      @Override
      public Set<String> getRoles() {
        return Set.of();
      }
    }

    @Override
    public Account verify(Account account) {
      return account;
    }

    @Override
    public Account verify(String id, Credential credential) {
      boolean right =
          credential instanceof PasswordCredential password
              && new String(password.getPassword()).equals(id);
      return right ? new Known(id) : null;
    }

    @Override
    public Account verify(Credential credential) {
      return null;
    }
  }
}
