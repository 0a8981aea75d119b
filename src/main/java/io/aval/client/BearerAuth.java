package io.aval.client;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Puts a token on the calls of a JAX-RS client or a MicroProfile Rest Client:
 *
 * <pre>{@code
 * Client client = ClientBuilder.newClient().register(BearerAuth.of(tokens, "https://notes.example.com"));
 * }</pre>
 *
 * <ul>
 *   <li>Only calls to the origins that are named get one, and no call that has an {@code
 *       Authorization} header already. It is put on after all other filters, whatever their
 *       priority, so none of them can take it to another server or gets to see it.
 *   <li>When the answer is 401 and its challenge says {@code invalid_token}, the call is made once
 *       more with another token, if there is one and the body can be written again: not if it is a
 *       stream, a reader, a {@code StreamingOutput} or has such parts.
 *   <li>A redirect is not followed, since the client would take the header along to wherever it
 *       leads: the answer with status 3xx comes back. Where a client is not known to be kept from
 *       it, the call fails: RESTEasy's built with {@code followRedirects} or with another engine
 *       than Apache's, Jersey's with another connector than its own unless the client has the
 *       property {@code jersey.config.client.followRedirects=false}, and any other.
 * </ul>
 *
 * <p>Nobody signed in, and so no token: the call is made without. No token can be had: the call
 * fails with a {@link TokenException} as the cause. Immutable; safe for use by many clients and
 * threads.
 */
public final class BearerAuth implements Feature {
  private final BearerRules rules;

  private BearerAuth(BearerRules rules) {
    this.rules = rules;
  }

  /**
   * Makes the feature.
   *
   * @param tokens where tokens come from; not closed with the client
   * @param origins who gets them: scheme, host and, unless it is the scheme's own, port; {@code
   *     https}, or {@code http} to this machine
   * @return the feature, to be registered with a client
   * @throws IllegalArgumentException when there is no origin, or one that cannot be used
   */
  public static BearerAuth of(TokenSource tokens, String... origins) {
    return new BearerAuth(new BearerRules(tokens, Targets.of(origins)));
  }

  /** Called by the client. */
  @Override
  public boolean configure(FeatureContext context) {
    context.register(new AttachingFilter(rules)).register(new RepeatingFilter(rules));
    return true;
  }

  @Override
  public String toString() {
    return "BearerAuth[" + String.join(", ", rules.targets().origins()) + "]";
  }
}
