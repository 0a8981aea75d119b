package io.aval.internal.cdi;

import io.aval.internal.request.ApplicationBeans;
import io.aval.issuer.UserDirectory;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The application's own directory of users, when it has a bean of one. */
final class ApplicationUsers implements Supplier<Optional<UserDirectory>> {
  private volatile @Nullable UserDirectory directory;

  /** Looks the bean up, once the container is there; several candidates fail the deployment. */
  void connect() {
    Instance<UserDirectory> found = ApplicationBeans.all().select(UserDirectory.class);
    this.directory = found.isUnsatisfied() ? null : found.get();
  }

  @Override
  public Optional<UserDirectory> get() {
    return Optional.ofNullable(directory);
  }
}
