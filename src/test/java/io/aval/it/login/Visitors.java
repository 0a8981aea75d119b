package io.aval.it.login;

import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows what the application knows of its users. */
@ApplicationScoped
public class Visitors implements UserDirectory {
  private static final Map<String, Object> ADA =
      Map.of(
          "first_name", "Ada",
          "username", "ada",
          "public_metadata", Map.of("roles", List.of("reader")));

  /** Everybody is a user, and the warden may administer besides. */
  static Set<String> roles(String username) {
    return username.equals("warden") ? Set.of("user", "admin") : Set.of("user");
  }

  @Override
  public Optional<IssuerUser> find(String username) {
    return username.equals("ada") ? Optional.of(new IssuerUser("user_1", ADA)) : Optional.empty();
  }

  @Override
  public Optional<IssuerSession> session(String username) {
    IssuerMembership engines =
        new IssuerMembership(
            "org_1",
            "Engines",
            Optional.of("engines"),
            Optional.empty(),
            Map.of(),
            "org:admin",
            Map.of(),
            List.of("org:notes:read"));
    return find(username)
        .map(user -> new IssuerSession(user, Optional.of(engines), Map.of(), Optional.empty()));
  }
}
