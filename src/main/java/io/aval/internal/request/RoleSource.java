package io.aval.internal.request;

import io.aval.UserIdentity;
import java.util.Set;

/** What the application itself knows of a caller's roles, beside what the token says. */
@FunctionalInterface
public interface RoleSource {

  /**
   * Asks the application, each time it is called.
   *
   * @param token the identity as the token alone has it
   * @param caller the same, as the application is to see it while it is asked
   * @return the roles, without the token's
   * @throws IllegalStateException when nobody can tell; why, has been logged
   */
  Set<String> rolesOf(UserIdentity token, UserIdentity caller);
}
