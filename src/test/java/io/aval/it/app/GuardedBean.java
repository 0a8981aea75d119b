package io.aval.it.app;

import io.aval.Authenticated;
import io.aval.RequiresScope;
import io.aval.StepUp;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A bean that protects itself. */
@ApplicationScoped
public class GuardedBean {
  @Inject private GuardedBean self; // a call by way of the proxy, which is what is intercepted

  /** Calls the method of that name. */
  public String ask(String what) {
    return switch (what) {
      case "authenticated" -> self.authenticated();
      case "admin" -> self.admin();
      case "scope" -> self.scope();
      case "stepup" -> self.stepUp();
      case "denyall" -> self.denyAll();
      case "permitall" -> self.permitAll();
      default -> self.open();
    };
  }

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

  @StepUp(acr = "gold", maxAge = 300)
  public String stepUp() {
    return "in";
  }

  @DenyAll
  public String denyAll() {
    return "in";
  }

  @PermitAll
  public String permitAll() {
    return "in";
  }
}
