package io.aval.issuer;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the issuer's tables are there. They are looked at first: where they have every
 * column that this version uses, nothing else is needed, neither the right to make tables nor
 * Liquibase, whose lock a node that dies at the wrong moment leaves behind.
 */
final class DatabaseTables {
  private static final System.Logger LOG = System.getLogger(DatabaseTables.class.getName());
  private static final int MOST_TRIES = 5;
  private static final List<String> LOOKS =
      List.of(
          "select id, name, lifetime_seconds, clock_skew_seconds, claims, signing_algorithm,"
              + " sealed_key, created_at, updated_at, version from aval_templates where 1 = 0",
          "select id, version, sealed from aval_key_ring where 1 = 0");

  private final DataSource source;
  private final DatabaseCalls database;

  DatabaseTables(DataSource source, DatabaseCalls database) {
    this.source = source;
    this.database = database;
  }

  /** Throws {@link IllegalStateException} when there are no tables and none can be made. */
  void require() {
    database.reach();
    for (int i = 1; !areThere(); i++) {
      try {
        make();
        LOG.log(System.Logger.Level.INFO, "The tables of the issuer were made in its database.");
      } catch (IllegalStateException failed) {
        // Nodes that start at once get in each other's way when Liquibase makes its own tables.
        if (i == MOST_TRIES || failed.getCause() == null) {
          throw failed;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200L * i));
      }
    }
  }

  private boolean areThere() {
    try {
      LOOKS.forEach(this::look);
      return true;
    } catch (IllegalStateException missing) {
      return false;
    }
  }

  private void look(String select) {
    database.query(row -> row, select);
  }

  /**
   * On a thread of its own, which takes no part in a transaction, and takes along when it ends what
   * Liquibase keeps on threads.
   */
  private void make() {
    FutureTask<Void> task = new FutureTask<>(() -> LiquibaseTables.make(source), null);
    Thread thread = new Thread(task, "aval-tables");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the issuer's tables were made", e);
    } catch (ExecutionException failed) {
      throw reason(failed.getCause());
    }
  }

  private static IllegalStateException reason(@Nullable Throwable fault) {
    String said = fault == null ? "" : String.valueOf(fault.getMessage());
    if (fault instanceof NoClassDefFoundError && said.startsWith("liquibase/")) {
      return new IllegalStateException(
          "The database has no tables for the issuer: add org.liquibase:liquibase-core:4.29.2 to"
              + " the application, which makes them, or run the script for the database that lies"
              + " in Aval's jar under io/aval/issuer/db/.");
    }
    return new IllegalStateException("The issuer's tables cannot be made: " + said, fault);
  }
}
