package io.aval.issuer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.opentest4j.TestAbortedException;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Real databases for tests, empty each time one is asked for. */
final class Databases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Databases() {}

  /** One server for all tests of this process; it stops with the process. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An empty H2 database in memory. */
  static JdbcConnectionPool h2() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:aval" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    return JdbcConnectionPool.create(source);
  }

  /** The URL of an empty schema of a PostgreSQL server. Skips the test where there is no such. */
  static String postgresUrl() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
      throw new TestAbortedException("There is no PostgreSQL for " + platform + " in this build");
    }
    String schema = "s" + COUNT.incrementAndGet();
    execute(Server.POSTGRES.getPostgresDatabase(), "create schema " + schema);
    return Server.POSTGRES.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
  }

  /** A pool of connections to a PostgreSQL server. */
  static JdbcConnectionPool postgres(String url) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setUrl(url);
    return JdbcConnectionPool.create((ConnectionPoolDataSource) source);
  }

  static void execute(DataSource source, String... sqls) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : sqls) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
