package io.aval.internal.security;

import io.aval.UserIdentity;
import io.aval.internal.request.IdentityCarrier;
import jakarta.security.enterprise.CallerPrincipal;

/** The container's principal of a verified identity. */
final class IdentityCallerPrincipal extends CallerPrincipal implements IdentityCarrier {
  private static final long serialVersionUID = 1L;

  private final transient UserIdentity identity;

  IdentityCallerPrincipal(String name, UserIdentity identity) {
    super(name);
    this.identity = identity;
  }

  /** The name, as every other principal has it. */
  @Override
  public String toString() {
    return getName();
  }

  @Override
  public UserIdentity identity() {
    return identity;
  }
}
