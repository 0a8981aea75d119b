package io.aval.issuer;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Templates in a table, one row each. Every change is one statement that names the version it was
 * made from; that names are unique is the table's matter. Nothing is remembered: a row is found by
 * an index, and another node may have changed it.
 */
final class DatabaseTemplates implements TemplateStore {
  private static final System.Logger LOG = System.getLogger(DatabaseTemplates.class.getName());
  private static final int MOST_TRIES = 100;
  private static final String COLUMNS =
      "id, name, lifetime_seconds, clock_skew_seconds, claims, signing_algorithm, sealed_key,"
          + " created_at, updated_at, version";
  private static final String SELECT = "select " + COLUMNS + " from aval_templates";

  private final DatabaseCalls database;
  private final SealedTemplateKeys keys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  DatabaseTemplates(DatabaseCalls database, SealedTemplateKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Optional<StoredTemplate> find(String name) {
    return JwtTemplate.isName(name) ? one("name", name) : Optional.empty();
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return JwtTemplate.isName(id) ? one("id", id) : Optional.empty();
  }

  /** Compared once more here, since some databases find {@code a} where {@code A} is asked for. */
  private Optional<StoredTemplate> one(String column, String value) {
    return database.query(TemplateRow::read, SELECT + " where " + column + " = ?", value).stream()
        .filter(row -> (column.equals("id") ? row.id() : row.name()).equals(value))
        .flatMap(row -> usable(row).stream())
        .findFirst();
  }

  @Override
  public List<StoredTemplate> list() {
    return database.query(TemplateRow::read, SELECT + " order by name").stream()
        .flatMap(row -> usable(row).stream())
        .sorted(Comparator.comparing(stored -> stored.template().name())) // not the database's way
        .toList();
  }

  /** What is no template, or has a key under another password, is left out and logged. */
  private Optional<StoredTemplate> usable(TemplateRow row) {
    try {
      return Optional.of(row.stored(keys));
    } catch (IssuerException | IllegalArgumentException broken) {
      LOG.log(
          System.Logger.Level.ERROR,
          "AVAL-301 The template {0} in the database cannot be used: {1}",
          row.id(),
          broken.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    Instant now = now();
    StoredTemplate stored = new StoredTemplate(TemplateId.random(random), template, now, now, 1);
    TemplateRow row = TemplateRow.of(stored, keys);
    DatabaseCalls.Change change =
        database.change(
            "insert into aval_templates (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row.id(),
            row.name(),
            row.lifetime(),
            row.skew(),
            row.claims(),
            row.algorithm(),
            row.sealed(),
            row.createdAt(),
            row.updatedAt(),
            row.version());
    if (change == DatabaseCalls.Change.DUPLICATE) {
      throw TemplateFaults.nameTaken();
    }
    return stored;
  }

  @Override
  public StoredTemplate update(String id, long version, JwtTemplate template) {
    StoredTemplate present = present(id);
    if (present.version() != version) {
      throw TemplateFaults.conflict();
    }
    StoredTemplate next = present.changed(template, now());
    return switch (replace(version, TemplateRow.of(next, keys))) {
      case DONE -> next;
      case DUPLICATE -> throw TemplateFaults.nameTaken();
      case NOTHING -> {
        present(id); // or it was deleted meanwhile
        throw TemplateFaults.conflict();
      }
    };
  }

  private DatabaseCalls.Change replace(long version, TemplateRow row) {
    return database.change(
        "update aval_templates set name = ?, lifetime_seconds = ?, clock_skew_seconds = ?,"
            + " claims = ?, signing_algorithm = ?, sealed_key = ?, updated_at = ?, version = ?"
            + " where id = ? and version = ?",
        row.name(),
        row.lifetime(),
        row.skew(),
        row.claims(),
        row.algorithm(),
        row.sealed(),
        row.updatedAt(),
        row.version(),
        row.id(),
        version);
  }

  /** What it returns is what it forgot: when a change comes in between, it looks again. */
  @Override
  public StoredTemplate delete(String id) {
    for (int i = 0; i < MOST_TRIES; i++) {
      StoredTemplate present = present(id);
      DatabaseCalls.Change change =
          database.change(
              "delete from aval_templates where id = ? and version = ?", id, present.version());
      if (change == DatabaseCalls.Change.DONE) {
        return present;
      }
    }
    throw TemplateFaults.conflict();
  }

  private StoredTemplate present(String id) {
    return get(id).orElseThrow(TemplateFaults::notFound);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
