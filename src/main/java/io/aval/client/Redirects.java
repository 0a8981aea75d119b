package io.aval.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import java.lang.reflect.Method;

/**
 * Keeps JAX-RS clients from following redirects with a token: both common ones would send the
 * {@code Authorization} header on to any server.
 */
final class Redirects {
  /** What Jersey asks of each request. */
  private static final String JERSEY = "jersey.config.client.followRedirects";

  private Redirects() {}

  /**
   * Sees to it that a request follows no redirect.
   *
   * @throws IllegalStateException when its client follows redirects and cannot be told otherwise
   */
  static void forbid(ClientRequestContext request) {
    request.setProperty(JERSEY, false);
    if (restEasyFollows(request.getClient())) {
      throw new IllegalStateException(
          "This client follows redirects, and would send the token to wherever they lead: build it"
              + " without followRedirects");
    }
  }

  /** RESTEasy decides for the whole client; its API may not be there, so it is asked by name. */
  private static boolean restEasyFollows(Client client) {
    try {
      Object engine = client.getClass().getMethod("httpEngine").invoke(client);
      Method follows = engine.getClass().getMethod("isFollowRedirects");
      return Boolean.TRUE.equals(follows.invoke(engine));
    } catch (ReflectiveOperationException anotherClient) {
      return false;
    }
  }
}
