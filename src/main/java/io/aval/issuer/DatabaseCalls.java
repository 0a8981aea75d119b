package io.aval.issuer;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs single SQL statements, each for itself: committed when it returns, outside any transaction
 * of the caller's, bounded in time and rows. Safe for many threads.
 *
 * <p>What a driver says about a failure may quote values, so of an {@link SQLException} only its
 * kind and codes go on.
 */
final class DatabaseCalls {
  /** Far above what a statement over one row needs, and below what callers wait. */
  private static final int SECONDS = 10;

  private static final int SECONDS_WITH_WAITING = 60;
  private static final int MOST_ROWS = 10_000;
  private static final int MOST_TRIES = 5;

  /** An integrity violation that has nothing to do with another row: a column without a value. */
  private static final String NO_VALUE = "23502";

  private final DataSource source;
  private final Executor outside;

  /**
   * Takes a database.
   *
   * @param source where connections come from
   * @param outside runs work outside the caller's transaction
   */
  DatabaseCalls(DataSource source, Executor outside) {
    this.source = source;
    this.outside = outside;
  }

  /** Makes an object of the row at which the result stands. */
  interface RowReader<T> {
    /** Reads columns only; the next row is not its matter. */
    T read(ResultSet row) throws SQLException;
  }

  /** What a statement that changes one row at most has done. */
  enum Change {
    /** It changed its row. */
    DONE,
    /** There is no such row, or not as the statement expects it. */
    NOTHING,
    /** Another row has what must be unique. */
    DUPLICATE
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does nothing but connect, so that a database that is not there is told from one without tables.
   */
  void reach() {
    outside(Connection::getAutoCommit);
  }

  /** Reads rows, of which 10,000 at most. */
  <T> List<T> query(RowReader<T> reader, String sql, Object... values) {
    return outside(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.setMaxRows(MOST_ROWS);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(reader.read(result));
              }
            }
            return rows;
          }
        });
  }

  /** Changes one row at most. */
  Change change(String sql, @Nullable Object... values) {
    return outside(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate() > 0 ? Change.DONE : Change.NOTHING;
          } catch (SQLException e) {
            if (isOfClass(e, "23") && !NO_VALUE.equals(e.getSQLState())) {
              return Change.DUPLICATE;
            }
            throw e;
          }
        });
  }

  /** A text of any column type; of one that is longer than it may be, one character too many. */
  static String text(ResultSet row, String column, int most) throws SQLException {
    try (Reader reader = row.getCharacterStream(column)) {
      StringBuilder text = new StringBuilder();
      char[] some = new char[4096];
      int length = reader == null ? -1 : reader.read(some);
      while (length >= 0 && text.length() <= most) {
        text.append(some, 0, Math.min(length, most + 1 - text.length()));
        length = reader.read(some);
      }
      return text.toString();
    } catch (IOException broken) {
      throw new SQLException("cut off", "08006");
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(SECONDS);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null) {
        statement.setNull(i + 1, Types.VARCHAR);
      } else if (value instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, value.toString());
      }
    }
    return statement;
  }

  private <T> T outside(Work<T> work) {
    FutureTask<T> task = new FutureTask<>(() -> again(work));
    try {
      outside.execute(task);
      return task.get(SECONDS_WITH_WAITING, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the issuer's database was asked", e);
    } catch (TimeoutException | RejectedExecutionException e) {
      throw new IllegalStateException("The issuer's database cannot be asked in time", e);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException e) {
        throw unusable(e);
      }
      throw new IllegalStateException("The issuer's database cannot be used", failed.getCause());
    } finally {
      task.cancel(true);
    }
  }

  /** Again where the database itself undid a statement, for a deadlock or to keep things serial. */
  private <T> T again(Work<T> work) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        return committed(work);
      } catch (SQLException e) {
        if (i == MOST_TRIES || !isOfClass(e, "40")) {
          throw e;
        }
      }
    }
  }

  /** A pool may hand out connections that do not commit by themselves, and wants them back so. */
  private <T> T committed(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean commits = connection.getAutoCommit();
      if (!commits) {
        connection.setAutoCommit(true);
      }
      try {
        return work.on(connection);
      } finally {
        if (!commits) {
          connection.setAutoCommit(false);
        }
      }
    }
  }

  /** ISO/IEC 9075: the first two characters are the class. */
  private static boolean isOfClass(SQLException e, String twoCharacters) {
    return e.getSQLState() != null && e.getSQLState().startsWith(twoCharacters);
  }

  private static IllegalStateException unusable(SQLException e) {
    return new IllegalStateException(
        "The issuer's database cannot be used: "
            + e.getClass().getSimpleName()
            + ", SQLState "
            + e.getSQLState()
            + ", code "
            + e.getErrorCode());
  }
}
