package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.IdentityProvider;
import io.aval.Reason;
import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The injectable {@link IdentityProvider}. */
@ApplicationScoped
public class CurrentIdentityProvider implements IdentityProvider {
  private final @Nullable CurrentCall call;
  private final @Nullable Reception reception;

  /** For the client proxy only. */
  protected CurrentIdentityProvider() {
    this.call = null;
    this.reception = null;
  }

  /** Creates the bean. */
  @Inject
  CurrentIdentityProvider(CurrentCall call, Reception reception) {
    this.call = call;
    this.reception = reception;
  }

  @Override
  public Optional<UserIdentity> getUserIdentity() {
    return behindProxy(call).identity();
  }

  @Override
  public UserIdentity requireUserIdentity() {
    return getUserIdentity().orElseThrow(() -> new IdentityException(Reason.NO_TOKEN));
  }

  @Override
  public UserIdentity verify(String token) {
    return behindProxy(reception).doorkeeper().verify(token);
  }

  private static <T> T behindProxy(@Nullable T collaborator) {
    if (collaborator == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    return collaborator;
  }
}
