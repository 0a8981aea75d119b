package io.aval.issuer;

import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.logging.core.NoOpLogService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Makes the issuer's tables by Liquibase, which an application brings or does not. It keeps its
 * books in tables of Aval's own, beside those of the application's own Liquibase, and needs no
 * network: the changelog and its schema lie in jars.
 */
final class LiquibaseTables {
  private static final String CHANGELOG = "io/aval/issuer/db/changelog.xml";

  /** Waits a minute at most for another node that makes the tables; what fails is thrown anyway. */
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "liquibase.changelogLockWaitTimeInMinutes",
          1,
          "liquibase.changelogLockPollRate",
          1,
          Scope.Attr.ui.name(),
          new LoggerUIService(),
          Scope.Attr.logService.name(),
          new NoOpLogService());

  private LiquibaseTables() {}

  static void make(DataSource source) {
    try (Connection connection = source.getConnection()) {
      Scope.child(SETTINGS, () -> update(connection));
    } catch (Exception e) { // what Scope.child declares
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void update(Connection connection) throws LiquibaseException {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    database.setDatabaseChangeLogTableName("AVAL_CHANGELOG");
    database.setDatabaseChangeLogLockTableName("AVAL_CHANGELOG_LOCK");
    ClassLoader loader = LiquibaseTables.class.getClassLoader();
    Liquibase liquibase =
        new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(loader), database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
    liquibase.update(new Contexts(), new LabelExpression());
  }
}
