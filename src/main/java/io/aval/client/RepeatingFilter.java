package io.aval.client;

import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes the call once more when the token was refused. Last, since all other filters see the second
 * answer when it comes.
 */
@Priority(0)
final class RepeatingFilter implements ClientResponseFilter {
  private final BearerRules rules;

  RepeatingFilter(BearerRules rules) {
    this.rules = rules;
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    if (!(request.getProperty(Sent.FIRST) instanceof Sent sent)
        || !sent.authorization().equals(request.getHeaderString(BearerRules.AUTHORIZATION))
        || !BearerRules.refusesToken(response.getStatus(), challenges(response))
        || !RepeatableBody.is(request.getEntity())) {
      return;
    }
    Optional<String> other = rules.headerInsteadOf(sent.authorization());
    if (other.isPresent()) {
      RepeatedCall.make(request, response, sent.withAuthorization(other.get()));
    }
  }

  private static List<String> challenges(ClientResponseContext response) {
    return response.getHeaders().entrySet().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(BearerRules.CHALLENGE))
        .flatMap(field -> field.getValue().stream())
        .toList();
  }
}
