package io.aval.it.app;

import io.aval.Authenticated;
import io.aval.RequiresScope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;

/** A bean that protects itself. */
@ApplicationScoped
public class GuardedBean {
  public String open() {
    return "in";
  }

  @Authenticated
  public String authenticated() {
    return "in";
  }

  @RolesAllowed("admin")
  public String admin() {
    return "in";
  }

  @RequiresScope({"notes:read", "notes:write"})
  public String scope() {
    return "in";
  }
}
