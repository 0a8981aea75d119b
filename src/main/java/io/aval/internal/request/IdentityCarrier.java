package io.aval.internal.request;

import io.aval.UserIdentity;

/** A principal that remembers the identity it stands for. */
public interface IdentityCarrier {
  /** The verified identity. */
  UserIdentity identity();
}
