package io.aval.internal.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Runs work outside the caller's transaction, which goes on afterwards: there is no other way to
 * suspend one that every server has. Where there are no transactions, the annotation does nothing.
 */
@ApplicationScoped
public class TransactionSuspender {

  /** Runs the work on this thread. */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public void run(Runnable work) {
    work.run();
  }
}
