package io.aval.it.app;

import io.aval.UserIdentity;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** An enterprise bean that the container itself protects. */
@Stateless
public class AdminEjb {
  @Inject private UserIdentity user;
  @Resource private SessionContext session;

  @RolesAllowed("admin")
  public String admin() {
    return "in";
  }

  @PermitAll
  public String who() {
    return user.isAnonymous() ? "nobody" : user.getSubject();
  }

  @PermitAll
  public String caller() {
    return session.getCallerPrincipal().getName();
  }
}
