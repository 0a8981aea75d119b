package io.aval.internal.cdi;

import io.aval.UserIdentity;
import io.aval.internal.request.ApplicationBeans;
import io.aval.internal.request.CallScope;
import io.aval.internal.request.Home;
import io.aval.internal.request.RoleSource;
import io.aval.internal.request.UnitedIdentity;
import io.aval.internal.security.CallerGroups;
import org.jspecify.annotations.Nullable;

/**
 * Unites what tokens say of roles with what the application's own identity stores say; where it has
 * none, a token's identity stays as it is.
 */
final class ApplicationRoles {
  private volatile @Nullable RoleSource source;

  /** Looks the stores up, once the container is there. */
  void connect(Home home) {
    if (!SecurityApi.isThere()) {
      return;
    }
    CallScope scope = ApplicationBeans.all().select(CallScope.class).get();
    CallerGroups groups = new CallerGroups(ApplicationBeans.container(), scope, home);
    this.source = groups.areGiven() ? groups : null;
  }

  UserIdentity unite(UserIdentity token) {
    RoleSource known = source;
    return known == null ? token : new UnitedIdentity(token, known);
  }
}
