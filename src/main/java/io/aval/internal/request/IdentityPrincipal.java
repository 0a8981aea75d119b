package io.aval.internal.request;

import io.aval.UserIdentity;
import java.security.Principal;

/**
 * The principal of a verified identity where the container itself does not know the caller.
 *
 * @param getName the principal's name, as {@code aval.principal-name} has it
 * @param identity the identity
 */
public record IdentityPrincipal(String getName, UserIdentity identity)
    implements Principal, IdentityCarrier {

  @Override
  public String toString() {
    return getName;
  }
}
