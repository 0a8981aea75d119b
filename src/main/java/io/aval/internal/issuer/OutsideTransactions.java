package io.aval.internal.issuer;

import io.aval.internal.request.ApplicationBeans;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the issuer's work with its database out of the transactions of those who call it: what an
 * application rolls back must not take along that a key has signed, and a transaction that can only
 * roll back must not keep anybody from reading a template.
 *
 * <p>Before there are beans, the application starts, and nobody has begun a transaction.
 */
final class OutsideTransactions implements Executor, ServletContextListener {
  private volatile @Nullable TransactionSuspender suspender;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    this.suspender = ApplicationBeans.all().select(TransactionSuspender.class).get();
  }

  @Override
  public void execute(Runnable work) {
    TransactionSuspender found = suspender;
    if (found == null) {
      work.run();
    } else {
      found.run(work);
    }
  }
}
