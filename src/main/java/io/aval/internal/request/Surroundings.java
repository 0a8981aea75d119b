package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What surrounds a call inside the application: the request scope that is to know the verdict, and
 * whoever wants to hear of verified and refused calls.
 */
public interface Surroundings {

  /** Lets the request scope know the verdict; does nothing where no request scope is active. */
  void enter(Verdict verdict);

  /** The verdict on the call that the current thread serves, if it serves one. */
  Optional<Verdict> current();

  /** Remembers what the request scope knows now, and lets it know that again when it is run. */
  default Runnable keep() {
    Optional<Verdict> before = current();
    return () -> before.ifPresent(this::enter);
  }

  /** Reports a verified call, once. */
  void verified(UserIdentity identity);

  /** Reports a refusal, once. */
  void refused(IdentityException refusal);

  /**
   * Reports the refusal of a token, once.
   *
   * @param refusal the refusal
   * @param hint finds what the token most likely is; costs something, so it is for whoever is heard
   */
  default void refused(IdentityException refusal, Supplier<Optional<RefusalHint>> hint) {
    refused(refusal);
  }
}
