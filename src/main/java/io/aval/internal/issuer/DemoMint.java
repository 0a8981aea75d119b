package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import io.aval.issuer.UserDirectory;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * Mints tokens for demo users, whose sessions are always open under the id {@code sess_<username>}.
 * Immutable and safe for many threads.
 */
final class DemoMint {
  private static final String SESSION = "sess_";

  private final UserDirectory users;
  private final TemplateStore templates;
  private final SigningKeys keys;
  private final Clock clock;

  DemoMint(UserDirectory users, TemplateStore templates, SigningKeys keys, Clock clock) {
    this.users = users;
    this.templates = templates;
    this.keys = keys;
    this.clock = clock;
  }

  String mint(URI issuer, String session, String template, Optional<String> origin) {
    IssuerUser user =
        find(session)
            .orElseThrow(
                () ->
                    new IssuerException(
                        IssuerException.Code.RESOURCE_NOT_FOUND,
                        "No session was found with this id. A demo user's is sess_<username>."));
    TokenIssuer tokens = new TokenIssuer(issuer, templates, keys, clock);
    return origin
        .map(party -> tokens.issue(template, user, party))
        .orElseGet(() -> tokens.issue(template, user));
  }

  private Optional<IssuerUser> find(String session) {
    return session.startsWith(SESSION)
        ? users.find(session.substring(SESSION.length()))
        : Optional.empty();
  }
}
