package io.aval.issuer;

import java.util.Optional;

/** Knows the users for whom tokens are minted. Implementations are safe for many threads. */
@FunctionalInterface
public interface UserDirectory {

  /**
   * Finds a user by the name under which they signed in.
   *
   * @param username the name; compared exactly
   * @return the user, or empty
   */
  Optional<IssuerUser> find(String username);
}
