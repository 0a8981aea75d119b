package io.aval.it.app;

import io.aval.UserIdentity;
import io.aval.spi.RevocationStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Revokes the token id {@code revoked}, and fails at {@code broken}. */
@ApplicationScoped
public class Denylist implements RevocationStore {
  @Override
  public boolean isRevoked(UserIdentity identity) {
    String id = identity.getClaim("jti", String.class).orElse("");
    if (id.equals("broken")) {
      throw new IllegalArgumentException("password of the denylist");
    }
    return id.equals("revoked");
  }
}
