package io.aval.internal.issuer;

import io.aval.issuer.IssuerSession;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mints what the two minting calls ask for, and puts it into Clerk's envelope.
 *
 * @param templates the templates
 * @param keys what signs
 * @param clock what says when a token is issued
 */
record Minting(TemplateStore templates, SigningKeys keys, Clock clock) {

  /**
   * What is asked for.
   *
   * @param session who has signed in, and as what
   * @param template the template's name; empty: a session token
   * @param origin the page that asks
   * @param lifetime what to take in place of the usual lifetime
   */
  record Order(
      IssuerSession session,
      Optional<String> template,
      Optional<String> origin,
      Optional<Duration> lifetime) {}

  /** The answer with the token, issued under that URL for the session of that id. */
  Map<String, Object> mint(URI issuer, String id, Order order) {
    TokenIssuer tokens = new TokenIssuer(issuer, templates, keys, clock);
    String jwt =
        order
            .template()
            .map(name -> tokens.issue(name, order.session(), order.origin(), order.lifetime()))
            .orElseGet(
                () ->
                    tokens.issueSessionToken(
                        id, order.session(), order.origin(), order.lifetime()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("object", "token");
    answer.put("jwt", jwt);
    return answer;
  }
}
