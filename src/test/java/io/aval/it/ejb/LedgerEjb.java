package io.aval.it.ejb;

import io.aval.Authenticated;
import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** An enterprise bean of a module of its own, which web applications call. */
@Stateless
public class LedgerEjb {
  @Inject private UserIdentity user;
  @Inject private IdentityProvider identities;
  @Inject private LedgerRules rules;

  @PermitAll
  public String who() {
    return user.isAnonymous() ? "nobody" : user.getTokenIdentifier() + "@" + user.getProvider();
  }

  @PermitAll
  @Authenticated
  public String authenticated() {
    return "in";
  }

  @RolesAllowed("admin")
  public String admin() {
    return "in";
  }

  @PermitAll
  public String rules() {
    return rules.admin();
  }

  @PermitAll
  public String verify(String token) {
    return identities.verify(token).getTokenIdentifier();
  }
}
