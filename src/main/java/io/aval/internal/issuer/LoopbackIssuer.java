package io.aval.internal.issuer;

import io.aval.config.IdentityConfig;
import io.aval.issuer.IssuerException;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's endpoints without a servlet container, for people who develop: it answers callers on
 * its own machine alone, and pages of any origin on it. Safe for many threads.
 */
public final class LoopbackIssuer {
  private static final String ALL_BELOW = "/*";

  private final Map<String, Handler> endpoints;

  private LoopbackIssuer(Map<String, Handler> endpoints) {
    this.endpoints = new LinkedHashMap<>(endpoints);
  }

  /**
   * Opens the endpoints.
   *
   * @param config a configuration with the issuer enabled and its URL
   * @param templates the templates
   * @param keys the signing keys
   * @param users for whom tokens are minted, without a password
   * @param clock what says when a token is issued
   */
  public static LoopbackIssuer open(
      IdentityConfig config,
      TemplateStore templates,
      SigningKeys keys,
      DemoUsers users,
      Clock clock) {
    IssuerUsers directory = new IssuerUsers(Optional::empty, users);
    IssuerParts parts =
        new IssuerParts(templates, keys, new IssuerUrl(config.issuer().url()), directory, clock);
    MintRule rule = MintRule.ofPagesOnThisMachine(config.allowedOrigins());
    return new LoopbackIssuer(new IssuerEndpoints(config, parts, directory, rule).all());
  }

  /** The id of a user's session, which stands in the paths of calls. */
  public static String sessionId(String username) {
    return SessionId.of(username);
  }

  /**
   * What answers a call.
   *
   * @param handler what answers
   * @param below what the path has behind the endpoint's own, as {@link Exchange#below} gives it
   */
  public record Route(Handler handler, @Nullable String below) {}

  /**
   * Finds what answers the calls of a path; there is always something.
   *
   * @param path the decoded path
   */
  public Route find(String path) {
    for (Map.Entry<String, Handler> endpoint : endpoints.entrySet()) {
      String pattern = endpoint.getKey();
      String own = pattern.replace(ALL_BELOW, "");
      if (path.equals(own)) {
        return new Route(guarded(endpoint.getValue()), null);
      }
      if (pattern.endsWith(ALL_BELOW) && path.startsWith(own + "/")) {
        return new Route(guarded(endpoint.getValue()), path.substring(own.length()));
      }
    }
    return new Route(guarded(LoopbackIssuer::nothing), null);
  }

  /** Also a page of another site, whose name was made to lead here, is turned away. */
  private static Handler guarded(Handler handler) {
    return exchange -> {
      if (exchange.caller().isLoopback()) {
        handler.handle(exchange);
      } else {
        JsonAnswer.send(
            exchange,
            new IssuerException(
                IssuerException.Code.AUTHORIZATION_INVALID,
                "This issuer answers only callers on its own machine, that address it as localhost"
                    + " and without a proxy."));
      }
    };
  }

  private static void nothing(Exchange exchange) throws IOException {
    JsonAnswer.send(
        exchange,
        new IssuerException(
            IssuerException.Code.RESOURCE_NOT_FOUND, "There is nothing at this path."));
  }
}
