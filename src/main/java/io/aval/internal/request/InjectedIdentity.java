package io.aval.internal.request;

import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/**
 * The injected {@code UserIdentity}: answers, each time it is asked, for the call that the current
 * thread serves.
 *
 * <p>Application-scoped on purpose, although what it says belongs to a request. A request-scoped
 * bean could not be asked on a thread where no request scope is active, a managed executor's for
 * one, and would answer there with the CDI container's riddle; {@link CurrentCall} finds the caller
 * on such threads too, or says what to do. It holds no state of any call.
 */
@ApplicationScoped
@Named("userIdentity")
public class InjectedIdentity extends ForwardedIdentity {
  private final @Nullable CurrentCall call;

  /** For the client proxy only. */
  protected InjectedIdentity() {
    this.call = null;
  }

  /** Creates the bean. */
  @Inject
  InjectedIdentity(CurrentCall call) {
    this.call = call;
  }

  @Override
  UserIdentity now() {
    if (call == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    return call.identityOrAnonymous();
  }
}
