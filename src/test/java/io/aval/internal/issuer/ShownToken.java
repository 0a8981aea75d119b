package io.aval.internal.issuer;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The principal of somebody whom a server's MicroProfile JWT knows by a token. */
class ShownToken implements JsonWebToken {
  /** How the names begin for which {@link IssuerHost} makes one. */
  static final String PREFIX = "token-";

  private final String name;

  ShownToken(String name) {
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Set<String> getClaimNames() {
    return Set.of();
  }

  @Override
  public <T> T getClaim(String claimName) {
    return null;
  }

  /** One whose class does not say itself what it is, as servers' own are made. */
  static final class Derived extends ShownToken {
    Derived(String name) {
      super(name);
    }
  }
}
