package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do, beyond what every store does. */
abstract class DatabaseContract extends TemplateStoreContract {
  static final String PASSWORD = "throw-away password of a test";
  private static final String TABLES =
      "select lower(table_name) from information_schema.tables where table_schema = current_schema";
  private static final String SECRET = "a throw-away secret of this test only";

  private final List<JdbcConnectionPool> pools = new ArrayList<>();
  private JdbcConnectionPool source;

  /** A database with the issuer's tables, without a row; made once. */
  abstract JdbcConnectionPool shared();

  /** A database without a table. */
  abstract JdbcConnectionPool empty();

  abstract String script();

  @BeforeEach
  void openPool() {
    source = shared();
    Databases.execute(source, "delete from aval_templates", "delete from aval_key_ring");
  }

  @AfterEach
  void closePools() {
    pools.forEach(JdbcConnectionPool::dispose);
  }

  private void startWithoutTables() {
    source = empty();
    pools.add(source);
  }

  @Override
  TemplateStore open(Clock clock) {
    return IssuerDatabase.open(source, PASSWORD).templates(clock);
  }

  private static JwtTemplate withKey(String name) {
    return JwtTemplate.builder(name)
        .claim("aud", "x")
        .signingKey(TemplateKey.of("HS256", SECRET))
        .build();
  }

  private static JwtTemplate plain(String name, Object value) {
    return JwtTemplate.builder(name).claim("c", value).build();
  }

  /** What a text is in Base64, or nothing. */
  private static byte[] decoded(@Nullable String text) {
    try {
      return Base64.getDecoder().decode(String.valueOf(text));
    } catch (IllegalArgumentException other) {
      return new byte[0];
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private List<String> texts(String sql) {
    try (Connection connection = source.getConnection();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          texts.add(rows.getString(i));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void letsExactlyOneOfTwoWinWhoEditOneTemplateAtOnce() throws Exception {
    StoredTemplate seen = open(clock).create(plain("t", 0L));
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int round = 1; round <= 20; round++) {
        StoredTemplate before = seen;
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Object>> outcomes = new ArrayList<>();
        for (long who = 1; who <= 2; who++) {
          TemplateStore own = open(clock);
          JwtTemplate change = plain("t", who);
          outcomes.add(
              two.submit(
                  () -> {
                    start.await(30, TimeUnit.SECONDS);
                    Object[] result = new Object[1];
                    Throwable failed =
                        catchThrowable(
                            () -> result[0] = own.update(before.id(), before.version(), change));
                    return failed == null ? result[0] : failed;
                  }));
        }
        seen = requireOneWinner(outcomes);
        assertThat(open(clock).find("t")).hasValue(seen);
      }
    } finally {
      two.shutdownNow();
    }
  }

  private static StoredTemplate requireOneWinner(List<Future<Object>> outcomes) throws Exception {
    StoredTemplate winner = null;
    for (Future<Object> future : outcomes) {
      Object outcome = future.get(60, TimeUnit.SECONDS);
      if (outcome instanceof StoredTemplate changed) {
        assertThat(winner).as("only one").isNull();
        winner = changed;
      } else {
        assertThat(((IssuerException) outcome).getCode()).isEqualTo(IssuerException.Code.CONFLICT);
      }
    }
    return Objects.requireNonNull(winner, "nobody won");
  }

  @Test
  void keepsTheKeysOfTemplatesSealedAndTheRestReadable() {
    StoredTemplate made = open(clock).create(withKey("supabase"));
    List<String> row = texts("select * from aval_templates");
    assertThat(row).contains("supabase", "{\"aud\":\"x\"}", "HS256", made.id());
    assertThat(row).noneMatch(text -> String.valueOf(text).contains(SECRET));
    assertThat(row).noneMatch(text -> latin(decoded(text)).contains(SECRET));
  }

  @Test
  void usesNoTemplateWhoseKeyAnotherPasswordSealed() {
    TemplateStore mine = open(clock);
    mine.create(withKey("sealed"));
    mine.create(plain("open", 1L));
    TemplateStore other =
        IssuerDatabase.open(source, "another password of a test").templates(clock);
    assertThat(other.find("sealed")).isEmpty();
    assertThat(other.list()).extracting(s -> s.template().name()).containsExactly("open");
    assertThat(mine.list()).hasSize(2);
  }

  @Test
  void usesNoKeyThatSomebodyPutUnderAnotherTemplateOrAlgorithm() {
    open(clock).create(withKey("a"));
    open(clock).create(withKey("b"));
    Databases.execute(
        source,
        "update aval_templates set sealed_key ="
            + " (select sealed_key from aval_templates where name = 'a') where name = 'b'",
        "update aval_templates set signing_algorithm = 'HS384' where name = 'a'");
    assertThat(open(clock).list()).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoTemplateAndKeepsTheOthers() {
    TemplateStore store = open(clock);
    for (String name : List.of("cut", "reserved", "short", "large", "good")) {
      store.create(plain(name, 1L));
    }
    Databases.execute(
        source,
        "update aval_templates set claims = '{\"c\":' where name = 'cut'",
        "update aval_templates set claims = '{\"sub\":\"evil\"}' where name = 'reserved'",
        "update aval_templates set lifetime_seconds = 1 where name = 'short'",
        "update aval_templates set claims = '{\"c\":\"' || repeat('x', 300000) || '\"}'"
            + " where name = 'large'");
    assertThat(open(clock).list()).extracting(s -> s.template().name()).containsExactly("good");
    assertThat(open(clock).find("reserved")).isEmpty();
  }

  @Test
  void refusesClaimsThatItCouldNotReadAgain() {
    TemplateStore store = open(clock);
    assertThatThrownBy(() -> store.create(plain("large", "x".repeat(300_000))))
        .isInstanceOf(IssuerException.class)
        .hasMessageContaining("larger than 262144 characters");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void keepsItsBooksApartFromThoseOfTheApplication() {
    startWithoutTables();
    open(clock);
    assertThat(texts(TABLES))
        .contains("aval_templates", "aval_key_ring", "aval_changelog", "aval_changelog_lock")
        .doesNotContain("databasechangelog", "databasechangeloglock");
  }

  @Test
  void worksOnTablesThatTheScriptMadeAndThatAreTheSame() throws IOException {
    open(clock);
    String columns =
        "select lower(table_name), lower(column_name), data_type, is_nullable,"
            + " character_maximum_length from information_schema.columns"
            + " where lower(table_name) in ('aval_templates', 'aval_key_ring')"
            + " and table_schema = current_schema order by 1, 2";
    List<String> ofLiquibase = texts(columns);
    startWithoutTables();
    try (var file = IssuerDatabase.class.getResourceAsStream("db/" + script())) {
      Databases.execute(source, new String(file.readAllBytes(), StandardCharsets.UTF_8).split(";"));
    }
    assertThat(texts(columns)).hasSize(13 * 5).isEqualTo(ofLiquibase);
    keepsEverythingOfATemplate();
    assertThat(texts(TABLES)).as("made by nobody else").doesNotContain("aval_changelog");
  }

  @Test
  void opensFromSeveralNodesAtOnce() throws Exception {
    startWithoutTables();
    ExecutorService nodes = Executors.newFixedThreadPool(3);
    try {
      CyclicBarrier start = new CyclicBarrier(3);
      List<Future<TemplateStore>> opened = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        opened.add(
            nodes.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return open(clock);
                }));
      }
      for (Future<TemplateStore> each : opened) {
        assertThat(each.get(120, TimeUnit.SECONDS).list()).isEmpty();
      }
    } finally {
      nodes.shutdownNow();
    }
  }

  /** As some pools hand them out; and they get them back as they were. */
  @Test
  void commitsOnConnectionsThatDoNotCommitByThemselves() throws SQLException {
    open(clock);
    try (Connection only = source.getConnection()) {
      only.setAutoCommit(false);
      DataSource reluctant = OneConnection.of(only);
      TemplateStore store = IssuerDatabase.open(reluctant, PASSWORD).templates(clock);
      StoredTemplate made = store.create(plain("t", 1L));
      assertThat(only.getAutoCommit()).isFalse();
      assertThat(open(clock).find("t")).hasValue(made);
    }
  }

  @Test
  void saysWithoutAnyValueThatTheDatabaseIsGone() {
    startWithoutTables();
    TemplateStore store = open(clock);
    Databases.execute(source, "drop table aval_templates");
    assertThatThrownBy(() -> store.create(withKey("confidential")))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .hasMessageStartingWith("The issuer's database cannot be used: ")
        .hasMessageContaining("SQLState 42")
        .message()
        .doesNotContain("confidential", SECRET);
  }

  @Test
  void keepsSigningKeysSealedForAllNodes() {
    KeyRotation rotation = KeyRotation.DEFAULT;
    SigningKeys keys = IssuerDatabase.open(source, PASSWORD).signingKeys(rotation, clock);
    SigningKeys other = IssuerDatabase.open(source, PASSWORD).signingKeys(rotation, clock);
    assertThat(other.jwks()).isEqualTo(keys.jwks());
    assertThat(texts("select sealed from aval_key_ring"))
        .hasSize(1)
        .noneMatch(text -> latin(decoded(text)).matches("(?s).*(kty|published_at).*"));
    assertThatThrownBy(
            () ->
                IssuerDatabase.open(source, "another password of a test")
                    .signingKeys(rotation, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the password is not the right one");
  }

  @Test
  void followsWhenSomebodyDeletesAllKeys() {
    KeyRotation rotation = KeyRotation.DEFAULT;
    SigningKeys keys = IssuerDatabase.open(source, PASSWORD).signingKeys(rotation, clock);
    var before = new TreeSet<>(SigningKeysTest.kids(keys.jwks()));
    Databases.execute(source, "delete from aval_key_ring");
    clock.advance(Duration.ofMinutes(1));
    SigningKeys other = IssuerDatabase.open(source, PASSWORD).signingKeys(rotation, clock);
    assertThat(SigningKeysTest.kids(other.jwks())).doesNotContainAnyElementsOf(before);
    assertThat(keys.jwks()).isEqualTo(other.jwks());
  }
}
