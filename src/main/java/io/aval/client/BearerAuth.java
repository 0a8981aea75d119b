package io.aval.client;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Puts a token on the calls of a JAX-RS client or a MicroProfile Rest Client:
 *
 * <pre>{@code
 * Client client = ClientBuilder.newClient().register(BearerAuth.of(tokens, "https://notes.example.com"));
 * }</pre>
 *
 * <ul>
 *   <li>Only calls to the origins that are named get one, and no call that has an {@code
 *       Authorization} header already.
 *   <li>When the answer is 401 and its challenge says {@code invalid_token}, the call is made once
 *       more with another token, if there is one and the body can be written again: not if it is a
 *       stream, a reader, a {@code StreamingOutput} or has such parts.
 *   <li>A redirect is not followed, since the client would take the header along to wherever it
 *       leads: the answer with status 3xx comes back. Where a client that follows redirects cannot
 *       be told otherwise (RESTEasy's, built with {@code followRedirects}), the call fails.
 * </ul>
 *
 * <p>Nobody signed in, and so no token: the call is made without. No token can be had: the call
 * fails with a {@link TokenException} as the cause. Immutable; safe for use by many clients and
 * threads.
 */
@Priority(Priorities.AUTHENTICATION)
public final class BearerAuth implements ClientRequestFilter, ClientResponseFilter {
  private static final String ATTACHED = BearerAuth.class.getName();

  private final BearerRules rules;

  private BearerAuth(BearerRules rules) {
    this.rules = rules;
  }

  /**
   * Makes the filter.
   *
   * @param tokens where tokens come from; not closed with the client
   * @param origins who gets them: scheme, host and, unless it is the scheme's own, port; {@code
   *     https}, or {@code http} to this machine
   * @return the filter, to be registered with a client
   * @throws IllegalArgumentException when there is no origin, or one that cannot be used
   */
  public static BearerAuth of(TokenSource tokens, String... origins) {
    return new BearerAuth(new BearerRules(tokens, Targets.of(origins)));
  }

  /** Attaches the token. */
  @Override
  public void filter(ClientRequestContext request) {
    boolean callersOwn =
        request.getHeaders().keySet().stream()
            .anyMatch(BearerRules.AUTHORIZATION::equalsIgnoreCase);
    if (callersOwn) {
      return;
    }
    rules
        .headerFor(request.getUri())
        .ifPresent(
            header -> {
              Redirects.forbid(request);
              request.setProperty(ATTACHED, true);
              request.getHeaders().putSingle(BearerRules.AUTHORIZATION, header);
            });
  }

  /** Makes the call once more when the token was refused. */
  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    String sent = request.getHeaderString(BearerRules.AUTHORIZATION);
    if (request.getProperty(ATTACHED) == null
        || sent == null
        || !sent.startsWith("Bearer ")
        || !BearerRules.refusesToken(response.getStatus(), challenges(response))
        || !RepeatableBody.is(request.getEntity())) {
      return;
    }
    Optional<String> other = rules.headerInsteadOf(sent);
    if (other.isPresent()) {
      RepeatedCall.make(request, response, other.get(), ATTACHED);
    }
  }

  private static List<String> challenges(ClientResponseContext response) {
    return response.getHeaders().entrySet().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(BearerRules.CHALLENGE))
        .flatMap(field -> field.getValue().stream())
        .toList();
  }

  @Override
  public String toString() {
    return "BearerAuth[" + String.join(", ", rules.targets().origins()) + "]";
  }
}
