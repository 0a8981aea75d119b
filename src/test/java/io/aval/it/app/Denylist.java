package io.aval.it.app;

import io.aval.UserIdentity;
import io.aval.spi.RevocationStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Revokes whatever has the token id {@code revoked}. */
@ApplicationScoped
public class Denylist implements RevocationStore {
  @Override
  public boolean isRevoked(UserIdentity identity) {
    return identity.getClaim("jti", String.class).filter("revoked"::equals).isPresent();
  }
}
