package io.aval.internal.dashboard;

import io.aval.config.IdentityConfig;
import io.aval.internal.issuer.IssuerParts;
import io.aval.internal.jose.TokenInspector;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Opens the dashboard in an application whose issuer is to have one. */
public final class Dashboard {
  private static final System.Logger LOG = System.getLogger(Dashboard.class.getName());

  static final String PATH = "/aval/dashboard";

  private static final List<String> PATTERNS = List.of(PATH + "/*", PATH + "/api/*");

  private Dashboard() {}

  /**
   * Registers the page and what it calls while the application starts. With demo users, which only
   * development has, a link that opens it once is written to the log.
   *
   * @param context the application, in its initialisation
   * @param config its configuration, with the dashboard on
   * @param parts what the issuer's endpoints share
   * @param trusted explains a token by the issuers that the application trusts; empty where it
   *     trusts none
   * @return the URL patterns, to be left out of token enforcement
   * @throws IllegalStateException when a path is taken; fails the deployment
   */
  public static List<String> register(
      ServletContext context,
      IdentityConfig config,
      IssuerParts parts,
      Optional<TokenInspector> trusted) {
    return register(context, config, parts, trusted, LOG);
  }

  /** The same, with another log. */
  static List<String> register(
      ServletContext context,
      IdentityConfig config,
      IssuerParts parts,
      Optional<TokenInspector> trusted,
      System.Logger log) {
    Optional<DevelopmentEntry> entry =
        config
            .issuer()
            .demoUsers()
            .map(
                file ->
                    new DevelopmentEntry(
                        parts.clock(), line -> log.log(System.Logger.Level.INFO, line)));
    Admission admission = new Admission(config.issuer().dashboardRole(), entry);
    add(context, PATTERNS.get(0), new PageServlet(admission, new PageFiles()));
    Api api = Api.of(config.issuer(), parts, trusted);
    add(context, PATTERNS.get(1), new ApiServlet(admission, api, log));
    entry.ifPresent(way -> way.announceAtStart(origin(config) + context.getContextPath()));
    return PATTERNS;
  }

  /** At its start an application does not know under which port it will be called. */
  private static String origin(IdentityConfig config) {
    return config
        .issuer()
        .url()
        .filter(url -> "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost()))
        .map(URI::getRawAuthority)
        .map(authority -> "http://" + authority)
        .orElse("http://localhost:8080");
  }

  private static void add(ServletContext context, String pattern, Servlet servlet) {
    ServletRegistration.Dynamic registration =
        context.addServlet(servlet.getClass().getName(), servlet);
    if (registration == null || !registration.addMapping(pattern).isEmpty()) {
      throw new IllegalStateException(
          "aval.issuer.dashboard: the application itself has a servlet at " + pattern + ".");
    }
  }
}
