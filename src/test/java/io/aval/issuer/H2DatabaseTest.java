package io.aval.issuer;

import org.h2.jdbcx.JdbcConnectionPool;

class H2DatabaseTest extends DatabaseContract {
  /** The rows' tables are made by the first test that needs them. */
  private static final class Shared {
    static final JdbcConnectionPool POOL = made();

    private static JdbcConnectionPool made() {
      JdbcConnectionPool pool = Databases.h2();
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
    return Databases.h2();
  }

  @Override
  String script() {
    return "h2.sql";
  }
}
