package io.aval.issuer;

import java.time.Clock;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * A database in which an issuer keeps its templates and signing keys, for one node or several:
 * PostgreSQL, H2, or another that speaks standard SQL. Safe for many threads.
 *
 * <p>The tables are made when they are not there, by Liquibase, which must then be on the class
 * path ({@code org.liquibase:liquibase-core}), or by hand from the script for the database beside
 * this class, {@code db/postgresql.sql} or {@code db/h2.sql}. One schema holds one issuer.
 *
 * <p>Signing keys, also those of templates, are sealed under the password; the rest of a template
 * is readable. Where the database cannot be used, methods of what this class opens throw {@link
 * IllegalStateException}, without what the driver said, since that may quote values.
 */
public final class IssuerDatabase {
  private final DatabaseCalls database;
  private final String password;

  private IssuerDatabase(DatabaseCalls database, String password) {
    this.database = database;
    this.password = password;
  }

  /**
   * Opens a database whose data source takes part in no transaction of the caller's.
   *
   * @param source where connections come from
   * @param password what encrypts signing keys
   * @return the database, with its tables
   * @throws IllegalStateException when it cannot be reached or its tables cannot be made
   */
  public static IssuerDatabase open(DataSource source, String password) {
    return open(source, password, Runnable::run);
  }

  /**
   * Opens a database whose data source may take part in the caller's transaction, from which the
   * work has to be kept: when the caller rolls back, the keys must not be forgotten.
   *
   * @param source where connections come from
   * @param password what encrypts signing keys
   * @param outside runs work outside the caller's transaction, on this thread or another; what it
   *     has not finished within 60 s counts as failed
   * @return the database, with its tables
   * @throws IllegalStateException when it cannot be reached or its tables cannot be made
   */
  public static IssuerDatabase open(DataSource source, String password, Executor outside) {
    DatabaseCalls database = new DatabaseCalls(source, outside);
    new DatabaseTables(source, database).require();
    return new IssuerDatabase(database, password);
  }

  /**
   * Opens the templates.
   *
   * @param clock what says when a template is made or changed
   * @return the templates that all nodes share
   */
  public TemplateStore templates(Clock clock) {
    return new DatabaseTemplates(database, new SealedTemplateKeys(password), clock);
  }

  /**
   * Opens the signing keys, and makes the first ones when there are none.
   *
   * @param rotation when keys change; the same on every node
   * @param clock what says which key signs
   * @return the keys that all nodes share
   * @throws IllegalArgumentException when the password does not open them
   * @throws IllegalStateException when the database cannot be used
   */
  public SigningKeys signingKeys(KeyRotation rotation, Clock clock) {
    return SigningKeys.in(new DatabaseKeyRing(database), password, rotation, clock);
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "IssuerDatabase";
  }
}
