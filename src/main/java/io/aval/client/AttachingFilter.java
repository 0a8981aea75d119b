package io.aval.client;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Attaches the token: last, so that no other filter can take it to another server. */
@Priority(Integer.MAX_VALUE)
final class AttachingFilter implements ClientRequestFilter {
  private final BearerRules rules;

  AttachingFilter(BearerRules rules) {
    this.rules = rules;
  }

  @Override
  public void filter(ClientRequestContext request) {
    if (request.getProperty(Sent.AGAIN) instanceof Sent again) {
      Redirects.forbid(request);
      again.restore(request);
      return;
    }
    boolean callersOwn =
        request.getHeaders().keySet().stream()
            .anyMatch(BearerRules.AUTHORIZATION::equalsIgnoreCase);
    if (!callersOwn) {
      rules.headerFor(request.getUri()).ifPresent(header -> attach(request, header));
    }
  }

  private static void attach(ClientRequestContext request, String header) {
    Redirects.forbid(request);
    request.setProperty(Sent.FIRST, Sent.by(request, header));
    request.getHeaders().putSingle(BearerRules.AUTHORIZATION, header);
  }
}
