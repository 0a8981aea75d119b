package io.aval.issuer;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Tag;

@Tag("real-parts")
class PostgresDatabaseTest extends DatabaseContract {
  /** The rows' tables are made by the first test that needs them. */
  private static final class Shared {
    static final JdbcConnectionPool POOL = made();

    private static JdbcConnectionPool made() {
      JdbcConnectionPool pool = Databases.postgres(Databases.postgresUrl());
      IssuerDatabase.open(pool, PASSWORD);
      return pool;
    }
  }

  @Override
  JdbcConnectionPool shared() {
    return Shared.POOL;
  }

  @Override
  JdbcConnectionPool empty() {
    return Databases.postgres(Databases.postgresUrl());
  }

  @Override
  String script() {
    return "postgresql.sql";
  }
}
