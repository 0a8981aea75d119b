package io.aval.issuer;

import java.util.List;
import java.util.Optional;

/**
 * Knows the users for whom tokens are minted. An application supplies one as a CDI bean, to say
 * more of a caller than their name. Implementations are safe for many threads.
 */
@FunctionalInterface
public interface UserDirectory {

  /**
   * Finds a user by the name under which they signed in.
   *
   * @param username the name; compared exactly
   * @return the user, or empty
   */
  Optional<IssuerUser> find(String username);

  /**
   * Finds a user together with the active organisation and whoever acts in their name.
   *
   * @param username the name under which they signed in; compared exactly
   * @return the session; unless overridden, one of {@link #find} without an organisation
   */
  default Optional<IssuerSession> session(String username) {
    return find(username).map(IssuerSession::of);
  }

  /**
   * Lists names of users, from which an administrator chooses one to preview a token for.
   *
   * @param beginning what the names begin with; empty: any
   * @param most how many names at most
   * @return names in alphabetical order; unless overridden none
   */
  default List<String> usernames(String beginning, int most) {
    return List.of();
  }
}
