package io.aval.it.ejb;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;

/** A bean of the EJB module that Aval guards. */
@ApplicationScoped
public class LedgerRules {
  @RolesAllowed("admin")
  public String admin() {
    return "in";
  }
}
