package io.aval.interop;

import io.aval.issuer.IssuerUser;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.InstanceHandle;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * An application that is an issuer, in a real servlet container on loopback, from the jar that
 * applications take. Its keys are kept in a file, through which the test signs, too.
 */
final class IssuingApplication implements AutoCloseable {
  private static final String PASSWORD = "a throw-away password";
  private static final IssuerUser ADA =
      new IssuerUser(
          "user_1",
          Map.of(
              "first_name", "Ada",
              "last_name", "Lovelace",
              "primary_email_address", "ada@example.com"));

  private final SeContainer beans;
  private final Undertow server;
  private final String url;
  private final TokenIssuer issuer;

  private IssuingApplication(SeContainer beans, Undertow server, String url, TokenIssuer issuer) {
    this.beans = beans;
    this.server = server;
    this.url = url;
    this.issuer = issuer;
  }

  static IssuingApplication start(Path directory) throws ServletException {
    SeContainer beans = SeContainerInitializer.newInstance().initialize();
    PathHandler paths = new PathHandler();
    Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    server.start();
    var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    String url = "http://127.0.0.1:" + address.getPort() + "/app";
    Path keys = directory.resolve("keys.p12");
    paths.addPrefixPath("/app", deploy(url, keys).start());
    Clock clock = Clock.systemUTC();
    SigningKeys signing = SigningKeys.inFile(keys, PASSWORD, KeyRotation.DEFAULT, clock);
    JwtTemplate unused = JwtTemplate.builder("unused").build();
    return new IssuingApplication(
        beans,
        server,
        url,
        new TokenIssuer(URI.create(url), TemplateStore.of(unused), signing, clock));
  }

  private static DeploymentManager deploy(String url, Path keys) {
    ServletContainerInitializer aval =
        ServiceLoader.load(ServletContainerInitializer.class).stream()
            .filter(one -> one.type().getName().startsWith("io.aval."))
            .findFirst()
            .orElseThrow()
            .get();
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(IssuingApplication.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("app")
            .addInitParameter("aval.issuer.enabled", "true")
            .addInitParameter("aval.issuer.url", url)
            .addInitParameter("aval.issuer.keys", keys.toString())
            .addInitParameter("aval.issuer.keys-password", PASSWORD)
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    aval.getClass(), () -> new Ready(aval), Set.of()));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    return deployment;
  }

  /** The issuer's URL, under which discovery is. */
  String url() {
    return url;
  }

  String jwksUrl() {
    return url + "/.well-known/jwks.json";
  }

  String mint(JwtTemplate template) {
    return issuer.issue(template, ADA);
  }

  @Override
  public void close() {
    server.stop();
    beans.close();
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
