package io.aval.internal.issuer;

import io.aval.config.IdentityConfig;
import io.aval.issuer.IssuerException;
import io.aval.issuer.TokenIssuer;
import io.aval.issuer.UserDirectory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens the issuer's endpoints in an application that is to be an issuer.
 *
 * <p>They ask for no bearer token: the keys are public, and the others have gates of their own.
 */
public final class IssuerDoor {
  private final ServletContext context;
  private final List<String> paths = new ArrayList<>();

  private IssuerDoor(ServletContext context) {
    this.context = context;
  }

  /**
   * Registers the endpoints while the application starts.
   *
   * @param context the application, in its initialisation
   * @param config its configuration, with the issuer enabled
   * @param clock what says when a token is issued
   * @param directory the application's own users; asked with each call, since there are no beans
   *     yet
   * @return the endpoints, and the issuer for the application's own code
   * @throws IllegalStateException when the demo users or the signing keys cannot be read, or a path
   *     is taken; fails the deployment
   */
  public static Opened register(
      ServletContext context,
      IdentityConfig config,
      Clock clock,
      Supplier<Optional<UserDirectory>> directory) {
    IssuerDoor door = new IssuerDoor(context);
    IssuerStorage kept = IssuerStorage.open(context, config.issuer(), clock);
    IssuerUsers users =
        new IssuerUsers(directory, config.issuer().demoUsers().map(door::readUsers).orElse(null));
    IssuerParts parts =
        new IssuerParts(
            config.issuer().strictShortcodes() ? kept.templates().strict() : kept.templates(),
            kept.keys(),
            new IssuerUrl(config.issuer().url()),
            users,
            clock);
    MintRule rule = MintRule.of(config.allowedOrigins(), config.issuer().url());
    new IssuerEndpoints(config, parts, users, rule).all().forEach(door::add);
    return new Opened(
        door.paths,
        config
            .issuer()
            .url()
            .map(own -> new TokenIssuer(own, parts.templates(), parts.keys(), clock)),
        Optional.of(parts));
  }

  /**
   * What was opened. Immutable.
   *
   * @param paths the URL patterns of the endpoints, relative to the application, to be left out of
   *     token enforcement
   * @param issuer mints without any endpoint; there only where the issuer's URL is configured
   * @param parts what the endpoints share, for pages above them
   */
  public record Opened(
      List<String> paths, Optional<TokenIssuer> issuer, Optional<IssuerParts> parts) {
    /** What there is in an application that is no issuer. */
    public static final Opened NOTHING = new Opened(List.of(), Optional.empty(), Optional.empty());

    /** Copies the patterns. */
    public Opened {
      paths = List.copyOf(paths);
    }
  }

  private void add(String path, Handler handler) {
    ServletRegistration.Dynamic registration =
        context.addServlet("aval " + path, new EndpointServlet(handler));
    if (registration == null || !registration.addMapping(path).isEmpty()) {
      throw new IllegalStateException(
          "aval.issuer.enabled=true, but the application itself has a servlet at " + path + ".");
    }
    registration.setAsyncSupported(true);
    paths.add(path);
  }

  private DemoUsers readUsers(String configured) {
    String path = configured.startsWith("/") ? configured : "/" + configured;
    try (InputStream file = context.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(
            "aval.issuer.demo-users: the application has no file " + path + ".");
      }
      return DemoUsers.read(file);
    } catch (IOException | IllegalArgumentException | IssuerException e) {
      throw new IllegalStateException(
          "aval.issuer.demo-users: cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
