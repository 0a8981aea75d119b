package io.aval.issuer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in, and as what: the source of all shortcodes. Immutable.
 *
 * @param user the user, {@code user.…}
 * @param membership the active organisation, {@code org.…} and {@code org_membership.…}
 * @param actor who acts in the user's name, {@code session.actor}: a JSON object, copied; empty
 *     where nobody does
 * @param reverificationId {@code session.reverification_id}
 */
public record IssuerSession(
    IssuerUser user,
    Optional<IssuerMembership> membership,
    Map<String, ? extends @Nullable Object> actor,
    Optional<String> reverificationId) {

  /** Copies what can change. */
  public IssuerSession {
    actor = JsonTree.copyObject("session.actor", actor);
  }

  /**
   * A session of a user who acts for nobody but themselves.
   *
   * @param user the user
   * @return the session
   */
  public static IssuerSession of(IssuerUser user) {
    return new IssuerSession(user, Optional.empty(), Map.of(), Optional.empty());
  }

  /** What shortcodes may begin with. */
  Map<String, Map<String, ? extends @Nullable Object>> roots() {
    Map<String, @Nullable Object> session = new LinkedHashMap<>();
    session.put("actor", actor.isEmpty() ? null : actor);
    session.put("reverification_id", reverificationId.orElse(null));
    return Map.of(
        "user",
        user.attributes(),
        "org",
        membership.map(IssuerMembership::organizationAttributes).orElse(Map.of()),
        "org_membership",
        membership.map(IssuerMembership::membershipAttributes).orElse(Map.of()),
        "session",
        session);
  }
}
