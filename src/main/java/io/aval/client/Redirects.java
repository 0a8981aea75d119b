package io.aval.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.Configuration;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JAX-RS clients from following redirects with a token: the common ones would send the {@code
 * Authorization} header on to any server. A client that is not known to be kept from it gets no
 * token. Their APIs may not be there, so they are asked by name.
 */
final class Redirects {
  /** What Jersey's own connector asks of each request, and others of the client only. */
  private static final String JERSEY = "jersey.config.client.followRedirects";

  private static final String HEEDS_JERSEY = "org.glassfish.jersey.client.HttpUrlConnectorProvider";

  /** RESTEasy's others follow what they like, or say {@code false} without having been asked. */
  private static final String HEEDS_RESTEASY =
      "org.jboss.resteasy.client.jaxrs.engines.ManualClosingApacheHttpClient43Engine";

  private Redirects() {}

  /**
   * Sees to it that a request follows no redirect.
   *
   * @throws IllegalStateException when its client follows redirects, or may
   */
  static void forbid(ClientRequestContext request) {
    request.setProperty(JERSEY, false);
    if (!jerseyStays(request.getConfiguration()) && !restEasyStays(request.getClient())) {
      throw new IllegalStateException(
          "This client follows redirects, or is not known not to, and would send the token to"
              + " wherever they lead. RESTEasy: build it with its Apache engine and without"
              + " followRedirects. Jersey with a connector other than its own: build it with the"
              + " property "
              + JERSEY
              + "=false.");
    }
  }

  /** The configuration is the one that the connector was made with. */
  private static boolean jerseyStays(Configuration configuration) {
    @Nullable Object provider = ask(configuration, "getConnectorProvider");
    if (provider == null) {
      return false;
    }
    @Nullable Object follows = configuration.getProperty(JERSEY);
    return provider.getClass().getName().equals(HEEDS_JERSEY)
        || (follows != null && "false".equalsIgnoreCase(follows.toString()));
  }

  /** It decides for the whole client. */
  private static boolean restEasyStays(Client client) {
    @Nullable Object engine = ask(client, "httpEngine");
    return engine != null
        && isA(engine.getClass(), HEEDS_RESTEASY)
        && Boolean.FALSE.equals(ask(engine, "isFollowRedirects"));
  }

  private static boolean isA(@Nullable Class<?> type, String name) {
    return type != null && (type.getName().equals(name) || isA(type.getSuperclass(), name));
  }

  private static @Nullable Object ask(Object whom, String method) {
    try {
      Method found = whom.getClass().getMethod(method);
      return found.invoke(whom);
    } catch (ReflectiveOperationException | RuntimeException anotherClient) {
      return null;
    }
  }
}
