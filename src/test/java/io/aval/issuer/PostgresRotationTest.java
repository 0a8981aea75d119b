package io.aval.issuer;

import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Nodes that share a PostgreSQL server, each with connections of its own. */
@Tag("real-parts")
class PostgresRotationTest extends KeyRotationContract {
  private final List<JdbcConnectionPool> pools = new ArrayList<>();
  private String url;

  @BeforeEach
  void emptySchema() {
    url = Databases.postgresUrl();
  }

  @AfterEach
  void closePools() {
    pools.forEach(JdbcConnectionPool::dispose);
  }

  @Override
  SigningKeys node() {
    JdbcConnectionPool pool = Databases.postgres(url);
    pools.add(pool);
    return IssuerDatabase.open(pool, PASSWORD).signingKeys(ROTATION, clock);
  }
}
