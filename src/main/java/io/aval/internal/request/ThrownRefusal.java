package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import java.util.Optional;

/** Finds the refusal in what an application threw. */
public final class ThrownRefusal {
  private static final int DEPTH = 20; // a chain of causes may be a ring

  private ThrownRefusal() {}

  /**
   * Finds the refusal.
   *
   * @param thrown what was thrown; containers and EJBs wrap it
   * @param callerKnown whether the call has a caller, which tells 403 from 401 where an EJB refused
   */
  public static Optional<IdentityException> in(Throwable thrown, boolean callerKnown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      if (cause instanceof IdentityException refusal) {
        return Optional.of(refusal);
      }
      if (cause instanceof EJBAccessException || cause instanceof AccessLocalException) {
        Reason reason = callerKnown ? Reason.FORBIDDEN : Reason.NO_TOKEN;
        return Optional.of(new IdentityException(reason, "an enterprise bean refused the caller"));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
