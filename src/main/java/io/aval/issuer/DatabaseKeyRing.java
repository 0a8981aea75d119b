package io.aval.issuer;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the key ring in one row of a table, which all nodes share.
 *
 * <p>The first version is a random number: when somebody deletes the row, and with it every key,
 * the ring that follows must not look like the one that nodes remember.
 */
final class DatabaseKeyRing implements KeyRingStore {
  /** There is one ring; the number is the row's key. */
  private static final long ONLY = 1;

  private static final int LARGEST = 1 << 20;
  private static final long FIRST_VERSIONS = 1L << 50;

  private final DatabaseCalls database;
  private final SecureRandom random = new SecureRandom();

  DatabaseKeyRing(DatabaseCalls database) {
    this.database = database;
  }

  @Override
  public Optional<Kept> read() {
    List<Kept> rows =
        database.query(
            row ->
                new Kept(
                    row.getLong("version"), decoded(DatabaseCalls.text(row, "sealed", LARGEST))),
            "select version, sealed from aval_key_ring where id = ?",
            ONLY);
    return rows.stream().findFirst();
  }

  /** What is no Base64 is no key ring; as empty bytes it is refused where it is opened. */
  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }

  @Override
  public boolean replace(long expectedVersion, byte[] sealed) {
    String text = Base64.getEncoder().encodeToString(sealed);
    if (text.length() > LARGEST) {
      throw new IllegalStateException("The key ring has grown larger than its place");
    }
    DatabaseCalls.Change change =
        expectedVersion == 0
            ? database.change(
                "insert into aval_key_ring (id, version, sealed) values (?, ?, ?)",
                ONLY,
                1 + random.nextLong(FIRST_VERSIONS),
                text)
            : database.change(
                "update aval_key_ring set version = version + 1, sealed = ?"
                    + " where id = ? and version = ?",
                text,
                ONLY,
                expectedVersion);
    return change == DatabaseCalls.Change.DONE;
  }
}
