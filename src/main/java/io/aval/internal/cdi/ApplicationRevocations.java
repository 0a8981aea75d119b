package io.aval.internal.cdi;

import io.aval.UserIdentity;
import io.aval.internal.request.ApplicationBeans;
import io.aval.spi.RevocationStore;
import jakarta.enterprise.inject.Instance;
import org.jspecify.annotations.Nullable;

/** Asks the application's own store, when it has a bean of one; else nothing is revoked. */
final class ApplicationRevocations implements RevocationStore {
  private volatile @Nullable RevocationStore store;

  /** Looks the bean up, once the container is there; several candidates fail the deployment. */
  void connect() {
    Instance<RevocationStore> found = ApplicationBeans.all().select(RevocationStore.class);
    this.store = found.isUnsatisfied() ? null : found.get();
  }

  @Override
  public boolean isRevoked(UserIdentity identity) {
    RevocationStore known = store;
    return known != null && known.isRevoked(identity);
  }
}
