package io.aval.internal.cdi;

import io.aval.config.ConfigException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.dashboard.Dashboard;
import io.aval.internal.issuer.IssuerDoor;
import io.aval.internal.jose.TokenInspector;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.security.BearerMechanism;
import io.aval.internal.servlet.Failures;
import io.aval.internal.servlet.IdentityFilter;
import io.aval.internal.servlet.OpenPaths;
import io.aval.internal.servlet.RefusalGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts Aval in a web application: reads the configuration, opens the core, registers the filter.
 *
 * <p>An initializer and not a fragment, since {@code metadata-complete="true"} switches fragments
 * off, and not a CDI start-up event, since on some servers that comes before web.xml can be read. A
 * fault in the configuration ends the deployment here.
 */
public final class AvalInitializer implements ServletContainerInitializer {
  private static final System.Logger LOG = System.getLogger(AvalInitializer.class.getName());
  private static final String STARTED = AvalInitializer.class.getName();

  /** Creates the initializer; called by the servlet container. */
  public AvalInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context)
      throws ServletException {
    if (context.getAttribute(STARTED) != null) {
      return;
    }
    context.setAttribute(STARTED, true);
    refuseWherePlacedBadly(context);
    IdentityConfig config = configuration(context);
    Clock clock = Clock.systemUTC();
    Core core = openCore(config, context, clock);
    CdiSurroundings surroundings = new CdiSurroundings();
    Doorkeeper doorkeeper = new Doorkeeper(config, core, surroundings, clock);
    openMechanism(context, doorkeeper);
    ApplicationUsers users = new ApplicationUsers();
    IssuerDoor.Opened issuer =
        config.issuer().enabled()
            ? IssuerDoor.register(context, config, clock, users)
            : IssuerDoor.Opened.NOTHING;
    List<String> open = new ArrayList<>(issuer.paths());
    open.addAll(dashboard(context, config, core, issuer));
    Failures failures = new Failures(ErrorPages.haveOneForExceptions(context));
    addFilters(
        context,
        new IdentityFilter(doorkeeper, new OpenPaths(open), failures, context.getContextPath()));
    tellWildFlyToCheckRoles(context);
    context.addListener(new Lifecycle(doorkeeper, surroundings, core, issuer, users));
    if (WebSocketApi.isThere()) {
      context.addListener(new SocketLifecycle(doorkeeper, core.revocations(), clock));
    }
  }

  private static void openMechanism(ServletContext context, Doorkeeper doorkeeper) {
    if (SecurityApi.isThere()) {
      BearerMechanism.open(context, doorkeeper);
    }
  }

  private static void refuseWherePlacedBadly(ServletContext context) throws ServletException {
    try {
      Optional<String> fault = JarPlace.fault(context);
      if (fault.isPresent()) {
        throw new ServletException(fault.get());
      }
    } catch (IOException unreadable) {
      throw new ServletException("Aval: the application's jars cannot be read", unreadable);
    }
  }

  /** Opens the page <i>JWT Templates</i>, if it is wanted, and says at which paths. */
  private static Collection<String> dashboard(
      ServletContext context, IdentityConfig config, Core core, IssuerDoor.Opened issuer) {
    if (!config.issuer().dashboard()) {
      return List.of();
    }
    Optional<TokenInspector> trusted =
        Optional.of(core.issuers().inspector()).filter(any -> !config.providers().isEmpty());
    return issuer
        .parts()
        .<Collection<String>>map(parts -> Dashboard.register(context, config, parts, trusted))
        .orElse(List.of());
  }

  private static IdentityConfig configuration(ServletContext context) throws ServletException {
    List<ConfigSource> sources = new ArrayList<>();
    sources.add(ConfigSource.systemProperties());
    sources.add(ConfigSource.environment(System.getenv()));
    MicroProfileSource.find().ifPresent(sources::add);
    sources.add(
        ConfigSource.of(
            "web.xml",
            Collections.list(context.getInitParameterNames()),
            context::getInitParameter));
    try {
      ConfigReader.Result result = ConfigReader.read(sources);
      result.warnings().forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
      LOG.log(System.Logger.Level.DEBUG, () -> String.join("\n", result.config().describe()));
      return result.config();
    } catch (ConfigException faults) {
      throw new ServletException(faults.getMessage(), faults);
    }
  }

  private static Core openCore(IdentityConfig config, ServletContext context, Clock clock)
      throws ServletException {
    try {
      return Core.open(config, context.getClassLoader(), clock);
    } catch (IllegalArgumentException unusableKeys) {
      throw new ServletException("Aval: " + unusableKeys.getMessage(), unusableKeys);
    }
  }

  /**
   * First of all filters, so that every other one knows the caller, and last of all; on every kind
   * of dispatch.
   */
  private static void addFilters(ServletContext context, IdentityFilter filter)
      throws ServletException {
    add(context, "aval", filter, false);
    add(context, "aval-refusals", new RefusalGate(), true);
  }

  private static void add(ServletContext context, String name, Filter filter, boolean last)
      throws ServletException {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    if (registration == null) {
      throw new ServletException(
          "Aval: the application has a filter of its own named " + name + ".");
    }
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), last, "/*");
    // What is dispatched to by name, from another application perhaps, has no URL. By each name,
    // since "*" is no servlet's for Undertow.
    String[] names = context.getServletRegistrations().keySet().toArray(String[]::new);
    if (names.length > 0) {
      registration.addMappingForServletNames(
          EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE), last, names);
    }
  }

  /**
   * RESTEasy on WildFly ignores the annotations for roles unless told; other servers obey anyway.
   */
  private static void tellWildFlyToCheckRoles(ServletContext context) {
    if (isWildFly(context)) {
      context.setInitParameter("resteasy.role.based.security", "true");
    }
  }

  /** Whether the server is one that needs, or lacks, what others do not. */
  static boolean isWildFly(ServletContext context) {
    return context.getServerInfo().contains("WildFly");
  }
}
